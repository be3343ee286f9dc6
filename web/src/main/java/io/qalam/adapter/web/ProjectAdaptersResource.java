package io.qalam.adapter.web;

import io.qalam.adapter.AdapterService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** A project's adapters, and which of them is live. */
@Path("projects/{project}/adapters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProjectAdaptersResource {

  @Inject private AdapterService adapters;

  @GET
  public AdaptersDetail list(@PathParam("project") UUID projectId) {
    return AdaptersDetail.of(adapters.list(projectId));
  }
}
