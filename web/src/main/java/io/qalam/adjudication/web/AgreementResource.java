package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** How far a project's annotators agree. */
@Path("projects/{project}/agreement")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgreementResource {

  @Inject private AdjudicationService adjudication;

  @GET
  public AgreementReport agreement(@PathParam("project") UUID project) {
    return AgreementReport.of(adjudication.agreement(project), adjudication.members());
  }
}
