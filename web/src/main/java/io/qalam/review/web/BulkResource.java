package io.qalam.review.web;

import io.qalam.review.BulkAcceptance;
import io.qalam.review.BulkOutcome;
import io.qalam.review.BulkPreview;
import io.qalam.review.BulkService;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Clear predictions, accepted in one go. */
@Path("projects/{project}/bulk")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BulkResource {

  @Inject private BulkService bulk;

  @GET
  @Operation("What would be accepted now, the clearest first")
  public BulkPreview preview(
      @PathParam("project") UUID project, @BeanParam BulkParameters parameters) {
    return bulk.preview(project, parameters.filter());
  }

  @POST
  @Operation("Accepts what the preview showed; each post gets an annotation of its own")
  public BulkOutcome accept(@PathParam("project") UUID project, BulkAcceptance wanted) {
    return bulk.accept(project, wanted.filter(), wanted.seen());
  }

  @DELETE
  @Path("{bulk}")
  @Consumes(MediaType.WILDCARD)
  @Operation(value = "Takes the whole back", status = 200)
  public BulkOutcome undo(@PathParam("project") UUID project, @PathParam("bulk") UUID id) {
    return bulk.undo(project, id);
  }
}
