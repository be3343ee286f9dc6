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

/** How far people follow a label because it is on the screen. */
@Path("projects/{project}/over-acceptance")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OverAcceptanceResource {

  @Inject private QualityService quality;
  @Inject private AdjudicationService adjudication;
  @Inject private HttpServletRequest request;

  @GET
  @Operation("How much oftener the predicted label is chosen when it is shown than when it is not")
  public OverAcceptanceReport overAcceptance(@PathParam("project") UUID project) {
    return OverAcceptanceReport.of(
        quality.overAcceptance(project), adjudication.members(), PageLocale.of(request));
  }
}
