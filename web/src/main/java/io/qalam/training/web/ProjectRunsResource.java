package io.qalam.training.web;

import io.qalam.tenant.web.PageLocale;
import io.qalam.training.TrainingService;
import io.qalam.training.model.RunCause;
import io.qalam.training.model.TrainingRun;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** The training runs of a project. */
@Path("projects/{project}/training-runs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProjectRunsResource {

  @Inject private TrainingService training;
  @Inject private HttpServletRequest request;
  @Context private UriInfo uri;

  /** A list, so that paging can be added without breaking anybody. */
  public record Runs(List<RunSummary> items) {}

  /** The newest runs first. */
  @GET
  public Runs list(@PathParam("project") UUID projectId) {
    return new Runs(training.runs(projectId).stream().map(this::shown).toList());
  }

  /** Asks for a run; it goes on without this request. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response start(@PathParam("project") UUID projectId) {
    TrainingRun run = training.request(projectId, RunCause.ADMIN);
    URI place = uri.getBaseUriBuilder().path("training-runs").path(run.getId().toString()).build();
    return Response.accepted(shown(run)).location(place).build();
  }

  private RunSummary shown(TrainingRun run) {
    return RunSummary.of(run, PageLocale.of(request));
  }
}
