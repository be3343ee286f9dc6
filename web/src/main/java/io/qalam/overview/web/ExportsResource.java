package io.qalam.overview.web;

import io.qalam.overview.ExportFormat;
import io.qalam.overview.ExportJobService;
import io.qalam.overview.ExportedFile;
import io.qalam.overview.PostQuery;
import io.qalam.overview.model.ExportJob;
import io.qalam.tenant.web.Operation;
import io.qalam.tenant.web.PageLocale;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Exports that go on by themselves, and whose file is kept for some days. */
@Path("projects/{projectId}/exports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ExportsResource {

  private static final String FORMAT = "format";
  private static final int NO_SUCH_RANGE = 416;
  private static final int PART = 206;

  @Inject private ExportJobService jobs;
  @Inject private HttpServletRequest request;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      value =
          "Begins to write a file: format as for the export at once, and what posts are asked for"
              + " by, such as {\"format\": \"csv\", \"lang\": \"ar\"}",
      status = 202,
      answer = ExportSummary.class)
  public Response start(@PathParam("projectId") UUID project, Map<String, String> wanted) {
    Map<String, String> asked = new LinkedHashMap<>(wanted);
    ExportFormat format = ExportFormat.of(asked.remove(FORMAT));
    return Response.accepted(shown(jobs.start(project, format, PostQuery.of(asked)))).build();
  }

  @GET
  @Operation("The project's exports, the newest first, at most fifty")
  public List<ExportSummary> newest(@PathParam("projectId") UUID project) {
    return jobs.newest(project).stream().map(this::shown).toList();
  }

  @GET
  @Path("{export}")
  @Operation("How far an export is, and how it ended")
  public ExportSummary find(@PathParam("projectId") UUID project, @PathParam("export") UUID id) {
    return shown(jobs.find(project, id));
  }

  @POST
  @Path("{export}/stop")
  @Consumes(MediaType.WILDCARD)
  @Operation("Stops an export after the page of posts it is at; what is written stays")
  public ExportSummary stop(@PathParam("projectId") UUID project, @PathParam("export") UUID id) {
    return shown(jobs.stop(project, id));
  }

  @POST
  @Path("{export}/resume")
  @Consumes(MediaType.WILDCARD)
  @Operation("Lets a stopped export go on where it stopped")
  public ExportSummary resume(@PathParam("projectId") UUID project, @PathParam("export") UUID id) {
    return shown(jobs.resume(project, id));
  }

  @DELETE
  @Path("{export}")
  @Operation("Deletes an export with its file")
  public void delete(@PathParam("projectId") UUID project, @PathParam("export") UUID id) {
    jobs.delete(project, id);
  }

  @GET
  @Path("{export}/file")
  @Produces(MediaType.WILDCARD)
  @Operation("The file of an export; with Range, a part of it")
  public Response file(
      @PathParam("projectId") UUID project,
      @PathParam("export") UUID id,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange) {
    ExportedFile file = jobs.file(project, id);
    String tag = '"' + file.sha256() + '"';
    boolean same = ifRange == null || ifRange.strip().equals(tag);
    Optional<ByteRange> part = same ? ByteRange.of(range, file.bytes()) : Optional.empty();
    ByteRange sent = part.orElse(new ByteRange(0, file.bytes() - 1));
    if (part.isPresent() && sent.length() == 0) {
      return Response.status(NO_SUCH_RANGE)
          .header("Content-Range", "bytes */" + file.bytes())
          .build();
    }
    StreamingOutput body = out -> send(file, sent, out);
    Response.ResponseBuilder answer =
        Response.status(part.isPresent() ? PART : Response.Status.OK.getStatusCode())
            .entity(body)
            .type(file.mediaType())
            .header("Accept-Ranges", "bytes")
            .header(HttpHeaders.CONTENT_LENGTH, sent.length())
            .header(HttpHeaders.ETAG, tag)
            .header(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"");
    part.ifPresent(
        one ->
            answer.header(
                "Content-Range", "bytes " + one.from() + "-" + one.to() + "/" + file.bytes()));
    return answer.build();
  }

  private static void send(ExportedFile file, ByteRange part, OutputStream out) throws IOException {
    try (FileChannel from = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      WritableByteChannel to = Channels.newChannel(out);
      long sent = 0;
      while (sent < part.length()) {
        long more = from.transferTo(part.from() + sent, part.length() - sent, to);
        if (more <= 0) {
          throw new IOException("The file of an export ended early");
        }
        sent += more;
      }
    }
    out.flush();
  }

  private ExportSummary shown(ExportJob job) {
    return ExportSummary.of(job, PageLocale.of(request));
  }
}
