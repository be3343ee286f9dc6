package io.qalam.adapter.web;

import io.qalam.adapter.AdapterService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Makes what was live before live again. */
@Path("projects/{project}/rollback")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RollbackResource {

  @Inject private AdapterService adapters;

  @POST
  @Consumes(MediaType.WILDCARD)
  public AdaptersDetail rollback(@PathParam("project") UUID projectId) {
    adapters.rollback(projectId);
    return AdaptersDetail.of(adapters.list(projectId));
  }
}
