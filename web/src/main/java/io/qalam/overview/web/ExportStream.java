package io.qalam.overview.web;

import io.qalam.overview.ExportFormat;
import io.qalam.overview.ExportService;
import io.qalam.overview.OverviewService;
import io.qalam.overview.PostExport;
import io.qalam.overview.PostQuery;
import io.qalam.overview.ProjectExport;
import io.qalam.overview.model.PostFilter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.primefaces.model.DefaultStreamedContent;
import org.primefaces.model.StreamedContent;

/** Writes a project to a stream page by page, for its page and for REST. */
@RequestScoped
public class ExportStream {

  @Inject private ExportService export;
  @Inject private OverviewService overview;
  @Inject private PostExport posts;

  /** Refuses an export that cannot be, before its first byte. */
  ProjectExport project(UUID projectId) {
    return export.project(projectId);
  }

  /** Which posts a question is about; one that makes no sense is refused before the first byte. */
  PostFilter wanted(UUID projectId, PostQuery query) {
    return overview.exported(projectId, query);
  }

  StreamedContent download(UUID projectId, PostQuery query, ExportFormat format) {
    ProjectExport project = project(projectId);
    PostFilter wanted = wanted(projectId, query);
    return DefaultStreamedContent.builder()
        .name(format.fileName(project.id()))
        .contentType(format.mediaType())
        .writer(
            out -> {
              try {
                write(project, wanted, format, out);
              } catch (IOException e) {
                throw new UncheckedIOException("The reader of an export went away", e);
              }
            })
        .build();
  }

  void write(ProjectExport project, PostFilter wanted, ExportFormat format, OutputStream out)
      throws IOException {
    posts.write(project, wanted, format, out);
  }
}
