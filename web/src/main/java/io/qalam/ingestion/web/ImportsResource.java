package io.qalam.ingestion.web;

import io.qalam.ingestion.ImportService;
import io.qalam.ingestion.PostLayout;
import io.qalam.ingestion.model.ImportJob;
import io.qalam.tenant.web.Operation;
import io.qalam.tenant.web.PageLocale;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports that go on by themselves once their file has come. */
@Path("projects/{projectId}/imports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImportsResource {

  @Inject private ImportService jobs;
  @Inject private HttpServletRequest request;

  @POST
  @Consumes({
    "text/csv",
    "text/tab-separated-values",
    "application/x-ndjson",
    "application/jsonl",
    "application/x-jsonlines",
    "application/json"
  })
  @Operation(value = "Keeps a file of posts and begins to import it", status = 202)
  public Response start(
      @PathParam("projectId") UUID project,
      @QueryParam("name") @Nullable String name,
      @QueryParam("control") @Nullable String control,
      @Context HttpHeaders headers,
      InputStream body) {
    ImportJob job =
        jobs.start(
            project,
            PostLayout.of(BodyFormat.of(headers), control),
            body,
            name == null || name.isBlank() ? "rest" : name.strip());
    return Response.accepted(shown(job)).build();
  }

  @GET
  @Operation("The project's imports, the newest first, at most fifty")
  public List<ImportSummary> newest(@PathParam("projectId") UUID project) {
    return jobs.newest(project).stream().map(this::shown).toList();
  }

  @GET
  @Path("{import}")
  @Operation("How far an import is, and how it ended")
  public ImportSummary find(@PathParam("projectId") UUID project, @PathParam("import") UUID id) {
    return shown(jobs.find(project, id));
  }

  @POST
  @Path("{import}/cancel")
  @Consumes(MediaType.WILDCARD)
  @Operation("Stops an import after the batch it is at; what is stored stays")
  public ImportSummary cancel(@PathParam("projectId") UUID project, @PathParam("import") UUID id) {
    return shown(jobs.cancel(project, id));
  }

  @POST
  @Path("{import}/resume")
  @Consumes(MediaType.WILDCARD)
  @Operation("Lets a stopped import go on where it stopped")
  public ImportSummary resume(@PathParam("projectId") UUID project, @PathParam("import") UUID id) {
    return shown(jobs.resume(project, id));
  }

  @GET
  @Path("{import}/rejected")
  @Produces("text/csv")
  @Operation("Every record that this import refused, the newest first, as CSV")
  public Response rejected(@PathParam("projectId") UUID project, @PathParam("import") UUID id) {
    jobs.find(project, id);
    return RejectsFile.of(id, PageLocale.of(request), last -> jobs.rejectsAfter(project, id, last));
  }

  private ImportSummary shown(ImportJob job) {
    return ImportSummary.of(job, PageLocale.of(request));
  }
}
