package io.qalam.review.web;

import io.qalam.queue.LeasedTask;
import io.qalam.review.ReviewService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The caller's answer to a task. */
@Path("tasks/{task}/annotation")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AnnotationResource {

  @Inject private ReviewService review;

  /** Stores the answer; the same one sent twice gets the same reply. */
  @POST
  public Response submit(@PathParam("task") UUID task, NewAnnotation annotation) {
    return Response.status(Response.Status.CREATED)
        .entity(review.submit(task, annotation.submission()))
        .build();
  }

  /** Takes the answer back; the task is the caller's again. */
  @DELETE
  @Consumes(MediaType.WILDCARD)
  public LeasedTask undo(@PathParam("task") UUID task) {
    return review.undo(task);
  }
}
