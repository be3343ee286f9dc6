package io.qalam.overview.web;

import io.qalam.overview.ExportFormat;
import io.qalam.overview.ProjectExport;
import io.qalam.overview.model.PostFilter;
import io.qalam.tenant.web.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project as a file, written while it is read. */
@Path("projects/{projectId}/export")
@RequestScoped
public class ExportResource {

  @Inject private ExportStream stream;

  /** Sends the project; what is wrong with the request is told before the first byte. */
  @GET
  @Operation(
      "The posts that are asked for, as a file: format is jsonl, csv, tsv, label-studio or"
          + " hugging-face (a zip)")
  public Response export(
      @PathParam("projectId") UUID projectId,
      @QueryParam("format") @Nullable String name,
      @BeanParam PostParameters parameters) {
    ExportFormat format = ExportFormat.of(name);
    ProjectExport project = stream.project(projectId);
    PostFilter wanted = stream.wanted(projectId, parameters.query("format"));
    StreamingOutput body = out -> stream.write(project, wanted, format, out);
    return Response.ok(body, format.mediaType())
        .header(
            "Content-Disposition", "attachment; filename=\"" + format.fileName(project.id()) + "\"")
        .build();
  }
}
