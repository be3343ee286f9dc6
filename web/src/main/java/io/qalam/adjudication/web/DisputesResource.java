package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService;
import io.qalam.adjudication.Dispute;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The posts of a project that wait for an editor. */
@Path("projects/{project}/disputes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DisputesResource {

  @Inject private AdjudicationService adjudication;

  /** One page of them, the first being 0; {@code total} counts all. */
  @GET
  public Dispute.Page list(
      @PathParam("project") UUID project, @QueryParam("page") @DefaultValue("0") int page) {
    return adjudication.disputed(project, page);
  }
}
