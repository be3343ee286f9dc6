package io.qalam.overview.web;

import io.qalam.overview.ExportFormat;
import io.qalam.overview.ExportService;
import io.qalam.overview.PostDetail;
import io.qalam.overview.PostWriter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project as a file, written while it is read. */
@Path("projects/{projectId}/export")
@RequestScoped
public class ExportResource {

  @Inject private ExportService export;

  /** Sends the project; what is wrong with the request is told before the first byte. */
  @GET
  public Response export(
      @PathParam("projectId") UUID projectId, @QueryParam("format") @Nullable String name) {
    ExportFormat format = ExportFormat.of(name);
    List<PostDetail> first = export.page(projectId, null);
    StreamingOutput body = out -> write(projectId, format, first, out);
    return Response.ok(body, format.mediaType())
        .header(
            "Content-Disposition",
            "attachment; filename=\"qalam-%s.%s\"".formatted(projectId, format.suffix()))
        .build();
  }

  private void write(UUID projectId, ExportFormat format, List<PostDetail> first, OutputStream out)
      throws IOException {
    PostWriter writer = format.writer(out);
    writer.begin();
    List<PostDetail> page = first;
    while (!page.isEmpty()) {
      writer.write(page);
      page = export.page(projectId, page.get(page.size() - 1).id());
    }
  }
}
