package io.qalam.ingestion.web;

import io.qalam.ingestion.IngestionReport;
import io.qalam.ingestion.IngestionService;
import io.qalam.ingestion.PostLayout;
import io.qalam.ingestion.RejectReasons;
import io.qalam.ingestion.model.RejectedPost;
import io.qalam.tenant.web.Operation;
import io.qalam.tenant.web.PageLocale;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports posts from the body of a request, read as it comes. */
@Path("projects/{projectId}/posts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class IngestionResource {

  private static final int PAGE = 50;

  @Inject private IngestionService ingestion;
  @Inject private HttpServletRequest request;

  /** A record that was refused, as REST shows it. */
  public record Reject(
      UUID id, String source, @Nullable Long line, String reason, String record, Instant at) {

    static Reject of(RejectedPost rejected, Locale locale) {
      return new Reject(
          rejected.getId(),
          rejected.getSource(),
          rejected.getLine(),
          RejectReasons.of(rejected, locale),
          rejected.getRecord(),
          rejected.getCreatedAt());
    }
  }

  /** A record that this import refused. */
  public record Refused(long line, String reason) {}

  /**
   * What became of an import: every record is in exactly one of the three counts.
   *
   * @param unnamedLanguages that posts of the project are in although it does not name them
   */
  public record Report(
      long accepted,
      long duplicates,
      List<Refused> rejected,
      long rejectedCount,
      List<String> unnamedLanguages) {

    static Report of(IngestionReport report, List<String> unnamedLanguages, Locale locale) {
      return new Report(
          report.accepted(),
          report.duplicates(),
          report.rejected().stream()
              .map(one -> new Refused(one.line(), one.reason().in(locale)))
              .toList(),
          report.rejectedCount(),
          unnamedLanguages);
    }
  }

  /** A page of rejects, and how many there are in all. */
  public record Rejects(List<Reject> items, long count) {}

  /** Imports a table or lines of JSON. */
  @POST
  @Consumes({
    "text/csv",
    "text/tab-separated-values",
    "application/x-ndjson",
    "application/jsonl",
    "application/x-jsonlines",
    "application/json"
  })
  @Operation("Imports CSV, TSV, JSON lines or the JSON of Label Studio, read as it comes")
  public Report ingest(
      @PathParam("projectId") UUID projectId,
      @QueryParam("control") @Nullable String control,
      @Context HttpHeaders headers,
      InputStream body) {
    PostLayout layout = PostLayout.of(BodyFormat.of(headers), control);
    IngestionReport report = ingestion.ingest(projectId, layout, body, "rest");
    return Report.of(report, ingestion.unnamedLanguages(projectId), locale());
  }

  /** What the project refused, the newest first, fifty a page. */
  @GET
  @Path("rejected")
  public Rejects rejects(
      @PathParam("projectId") UUID projectId, @QueryParam("page") @DefaultValue("0") int page) {
    List<Reject> items =
        ingestion.rejects(projectId, page, PAGE).stream()
            .map(reject -> Reject.of(reject, locale()))
            .toList();
    return new Rejects(items, ingestion.rejectCount(projectId));
  }

  /** All that the project refused, as a file. */
  @GET
  @Path("rejected/file")
  @Produces("text/csv")
  @Operation("Every record the project refused, the newest first, as CSV")
  public Response rejectedFile(@PathParam("projectId") UUID projectId) {
    ingestion.rejectCount(projectId);
    return RejectsFile.of(projectId, locale(), last -> ingestion.rejectsAfter(projectId, last));
  }

  private Locale locale() {
    return PageLocale.of(request);
  }
}
