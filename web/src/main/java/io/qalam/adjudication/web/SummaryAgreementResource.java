package io.qalam.adjudication.web;

import io.qalam.adjudication.SummaryFigures;
import io.qalam.adjudication.SummaryQualityService;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** How far people agree on summaries, and how good they find the models'. */
@Path("projects/{project}/summary-agreement")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SummaryAgreementResource {

  @Inject private SummaryQualityService quality;

  @GET
  @Operation("How far people agree on summaries (ROUGE-2), and their ratings, with intervals")
  public SummaryFigures figures(@PathParam("project") UUID project) {
    return quality.figures(project);
  }
}
