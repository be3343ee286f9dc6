package io.qalam.queue.web;

import io.qalam.queue.LeasedTask;
import io.qalam.queue.QueueService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.UUID;

/** The caller's next task in a project. */
@Path("projects/{project}/tasks/next")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NextTaskResource {

  @Inject private QueueService queue;

  /**
   * Leases a task to the caller, or hands back the one they hold; 204 when there is none.
   *
   * @param body optional: {@code {"holding": [ids of tasks held already]}}
   */
  @POST
  public Response next(@PathParam("project") UUID project, byte[] body) throws IOException {
    return queue
        .next(project, Holding.read(body).tasks())
        .map(NextTaskResource::found)
        .orElseGet(() -> Response.noContent().build());
  }

  private static Response found(LeasedTask task) {
    return Response.ok(task).build();
  }
}
