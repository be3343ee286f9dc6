package io.qalam.review.web;

import io.qalam.review.Reason;
import io.qalam.review.ReasonService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Why the caller was given a task. */
@Path("tasks/{task}/reason")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReasonResource {

  @Inject private ReasonService reasons;

  @GET
  public Reason why(@PathParam("task") UUID task) {
    return reasons.why(task);
  }
}
