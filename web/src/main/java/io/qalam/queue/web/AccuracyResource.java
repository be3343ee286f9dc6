package io.qalam.queue.web;

import io.qalam.queue.CheckService;
import io.qalam.queue.MemberAccuracy;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/** How well members label posts whose label is known. */
@Path("projects/{project}/accuracy")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccuracyResource {

  @Inject private CheckService checks;

  /** A list, so that paging can be added without breaking anybody. */
  public record Accuracies(List<MemberAccuracy> items) {}

  @GET
  @Operation("How often each member labelled posts with a known label, and how often rightly")
  public Accuracies list(@PathParam("project") UUID project) {
    return new Accuracies(checks.accuracies(project));
  }
}
