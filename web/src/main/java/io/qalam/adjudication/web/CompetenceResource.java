package io.qalam.adjudication.web;

import io.qalam.adjudication.AdjudicationService;
import io.qalam.adjudication.QualityService;
import io.qalam.tenant.web.Operation;
import io.qalam.tenant.web.PageLocale;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** How far each of a project's annotators can be trusted. */
@Path("projects/{project}/competence")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CompetenceResource {

  @Inject private QualityService quality;
  @Inject private AdjudicationService adjudication;
  @Inject private HttpServletRequest request;

  @GET
  @Operation("Each annotator's accuracy and confusion by Dawid and Skene's model")
  public CompetenceReport competence(@PathParam("project") UUID project) {
    return CompetenceReport.of(
        quality.competence(project), adjudication.members(), PageLocale.of(request));
  }
}
