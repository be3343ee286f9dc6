package io.qalam.queue.web;

import io.qalam.queue.NewQuota;
import io.qalam.queue.QuotaService;
import io.qalam.queue.QuotaUse;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** How many answers members may give in a project, and how many they gave. */
@Path("projects/{project}/quotas")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class QuotasResource {

  @Inject private QuotaService quotas;

  @GET
  @Operation("The project's quotas, and what each member used of theirs")
  public QuotaUse use(@PathParam("project") UUID project) {
    return quotas.use(project);
  }

  @PUT
  @Operation("Sets the quota of a member, of each member of a group or, with neither, of everybody")
  public QuotaUse set(@PathParam("project") UUID project, NewQuota quota) {
    quotas.set(project, quota);
    return quotas.use(project);
  }

  @DELETE
  @Path("{quota}")
  @Operation("Takes a quota away")
  public void remove(@PathParam("project") UUID project, @PathParam("quota") UUID quota) {
    quotas.remove(project, quota);
  }
}
