package io.qalam.adapter.web;

import io.qalam.adapter.AdapterService;
import io.qalam.adapter.web.AdaptersDetail.AdapterDetail;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Makes an adapter live. */
@Path("adapters/{adapter}/promote")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PromoteResource {

  @Inject private AdapterService adapters;

  @POST
  @Consumes(MediaType.WILDCARD)
  public AdapterDetail promote(@PathParam("adapter") UUID adapterId) {
    return AdapterDetail.of(adapters.promote(adapterId));
  }
}
