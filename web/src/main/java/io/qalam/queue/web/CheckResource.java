package io.qalam.queue.web;

import io.qalam.queue.CheckService;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A post as an attention check. */
@Path("posts/{post}/check")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CheckResource {

  @Inject private CheckService checks;

  /** The answer that the post asks for. */
  public record Expected(@Nullable String label) {}

  @PUT
  @Operation("Marks a post as an attention check with the label it asks for")
  public void mark(@PathParam("post") UUID post, Expected expected) {
    if (expected.label() == null) {
      throw Invalid.missing("label");
    }
    checks.mark(post, expected.label());
  }

  @DELETE
  @Consumes(MediaType.WILDCARD)
  @Operation("Makes it a post like others again")
  public void unmark(@PathParam("post") UUID post) {
    checks.unmark(post);
  }
}
