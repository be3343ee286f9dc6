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

/** How far a project's annotators agree. */
@Path("projects/{project}/agreement")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgreementResource {

  @Inject private QualityService quality;
  @Inject private AdjudicationService adjudication;
  @Inject private HttpServletRequest request;

  @GET
  @Operation("How far annotators agree: Krippendorff, Fleiss and Cohen, with bootstrap intervals")
  public AgreementReport agreement(@PathParam("project") UUID project) {
    return AgreementReport.of(
        quality.agreement(project), adjudication.members(), PageLocale.of(request));
  }
}
