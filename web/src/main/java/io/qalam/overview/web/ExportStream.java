package io.qalam.overview.web;

import io.qalam.overview.ExportFormat;
import io.qalam.overview.ExportService;
import io.qalam.overview.ExportedPost;
import io.qalam.overview.OverviewService;
import io.qalam.overview.PostQuery;
import io.qalam.overview.PostWriter;
import io.qalam.overview.ProjectExport;
import io.qalam.overview.model.PostFilter;
import io.qalam.trainingset.TrainingSetMembers;
import io.qalam.trainingset.TrainingSetService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.DefaultStreamedContent;
import org.primefaces.model.StreamedContent;

/** Writes a project to a stream page by page, for its page and for REST. */
@RequestScoped
public class ExportStream {

  @Inject private ExportService export;
  @Inject private OverviewService overview;
  @Inject private TrainingSetService trainingSets;

  /** Refuses an export that cannot be, before its first byte. */
  ProjectExport project(UUID projectId) {
    return export.project(projectId);
  }

  static String fileName(ProjectExport project, ExportFormat format) {
    return "qalam-%s.%s".formatted(project.id(), format.suffix());
  }

  /** Which posts a question is about; one that makes no sense is refused before the first byte. */
  PostFilter wanted(UUID projectId, PostQuery query) {
    return overview.exported(projectId, query);
  }

  StreamedContent download(UUID projectId, PostQuery query, ExportFormat format) {
    ProjectExport project = project(projectId);
    PostFilter wanted = wanted(projectId, query);
    return DefaultStreamedContent.builder()
        .name(fileName(project, format))
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
    PostWriter writer = format.writer(project, out);
    if (!format.namesTrainingSets()) {
      write(project.id(), wanted, writer, null);
      return;
    }
    try (TrainingSetMembers members = trainingSets.members(project.id())) {
      write(project.id(), wanted, writer, members);
    }
  }

  private void write(
      UUID projectId, PostFilter wanted, PostWriter writer, @Nullable TrainingSetMembers members)
      throws IOException {
    List<PostFilter> passes = writer.passes();
    for (int pass = 0; pass < passes.size(); pass++) {
      writer.begin(pass);
      Optional<PostFilter> both = passes.get(pass).and(wanted);
      if (both.isPresent()) {
        write(projectId, both.get(), members, writer);
      }
    }
    writer.end();
  }

  private void write(
      UUID projectId, PostFilter filter, @Nullable TrainingSetMembers members, PostWriter writer)
      throws IOException {
    List<ExportedPost> page = export.page(projectId, filter, null);
    while (!page.isEmpty()) {
      writer.write(named(page, members));
      UUID last = page.get(page.size() - 1).post().id();
      page = export.page(projectId, filter, last);
    }
  }

  private static List<ExportedPost> named(
      List<ExportedPost> page, @Nullable TrainingSetMembers members) {
    return members == null
        ? page
        : page.stream()
            .map(post -> post.in(members.of(post.post().id()), members.absent()))
            .toList();
  }
}
