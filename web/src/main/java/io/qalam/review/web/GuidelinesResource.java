package io.qalam.review.web;

import io.qalam.review.GuidelineService;
import io.qalam.review.GuidelineText;
import io.qalam.review.NewGuideline;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What a project tells its annotators. */
@Path("projects/{project}/guidelines")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class GuidelinesResource {

  @Inject private GuidelineService guidelines;

  @GET
  @Operation(
      value = "The guidelines in force; 204 where the project never had any",
      answer = GuidelineText.class)
  public Response inForce(@PathParam("project") UUID project) {
    return guidelines
        .inForce(project)
        .map(text -> Response.ok(text).build())
        .orElseGet(() -> Response.noContent().build());
  }

  @PUT
  @Operation("Puts a new wording in force, as a new version")
  public GuidelineText change(@PathParam("project") UUID project, NewGuideline wanted) {
    return guidelines.change(project, wanted);
  }
}
