package io.qalam.queue.web;

import io.qalam.queue.QueueService;
import io.qalam.tenant.Invalid;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lease on a task: longer, or given back. */
@Path("tasks/{task}/lease")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LeaseResource {

  @Inject private QueueService queue;

  /** The lease as it was given out. */
  public record Held(@Nullable String lease) {

    /**
     * The lease's text.
     *
     * @throws Invalid when it is missing
     */
    public String required() {
      return LeaseResource.required(lease);
    }
  }

  /** A lease and when it ends. */
  public record Extended(UUID taskId, String lease, Instant expiresAt) {}

  @POST
  public Extended extend(@PathParam("task") UUID task, Held held) {
    String lease = held.required();
    return new Extended(task, lease, queue.extend(task, lease));
  }

  /** Gives the task back; nothing happens when the lease has ended. */
  @DELETE
  @Consumes(MediaType.WILDCARD)
  public void release(@PathParam("task") UUID task, @QueryParam("lease") @Nullable String lease) {
    queue.release(task, required(lease));
  }

  private static String required(@Nullable String lease) {
    if (lease == null || lease.isBlank()) {
      throw Invalid.missing("lease");
    }
    return lease;
  }
}
