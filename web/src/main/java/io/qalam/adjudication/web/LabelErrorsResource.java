package io.qalam.adjudication.web;

import io.qalam.adjudication.LabelErrors;
import io.qalam.adjudication.QualityService;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The labels of a project that are probably wrong. */
@Path("projects/{project}/label-errors")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LabelErrorsResource {

  @Inject private QualityService quality;

  @GET
  @Operation("Suspected label errors by confident learning, from predictions out of sample")
  public LabelErrors labelErrors(@PathParam("project") UUID project) {
    return quality.labelErrors(project);
  }
}
