package io.qalam.queue.web;

import io.qalam.queue.QueueService;
import io.qalam.queue.QueueState;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The queue of a project as a whole. */
@Path("projects/{project}/queue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {

  @Inject private QueueService queue;

  @GET
  @Operation("Whether the tasks follow the settings yet, and how far a new order is carried out")
  public QueueState state(@PathParam("project") UUID project) {
    return queue.state(project);
  }
}
