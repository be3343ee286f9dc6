package io.qalam.overview;

import io.qalam.overview.model.PostFilter;
import io.qalam.trainingset.TrainingSetMembers;
import io.qalam.trainingset.TrainingSetService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a project's posts page by page: to whoever waits for them, or to the file of a job. */
@ApplicationScoped
public class PostExport {

  @Inject private ExportService export;
  @Inject private TrainingSetService trainingSets;

  /** Writes all posts that are wanted. */
  public void write(ProjectExport project, PostFilter wanted, ExportFormat format, OutputStream out)
      throws IOException {
    write(project, wanted, format, out, ExportCourse.WHOLE);
  }

  /** Writes the posts that are wanted and that its course has left. */
  void write(
      ProjectExport project,
      PostFilter wanted,
      ExportFormat format,
      OutputStream out,
      ExportCourse course)
      throws IOException {
    PostWriter writer = format.writer(project, out);
    if (!format.namesTrainingSets()) {
      new Run(project.id(), wanted, writer, null).go(course);
      return;
    }
    try (TrainingSetMembers members = trainingSets.members(project.id())) {
      new Run(project.id(), wanted, writer, members).go(course);
    }
  }

  /** How many posts there are to write. */
  long count(ProjectExport project, PostFilter wanted, ExportFormat format) {
    return format.writer(project, OutputStream.nullOutputStream()).passes().stream()
        .flatMap(pass -> pass.and(wanted).stream())
        .mapToLong(filter -> export.count(project.id(), filter))
        .sum();
  }

  /** One way through the posts. */
  private final class Run {

    private final UUID projectId;
    private final PostFilter wanted;
    private final PostWriter writer;
    private final @Nullable TrainingSetMembers members;

    Run(
        UUID projectId,
        PostFilter wanted,
        PostWriter writer,
        @Nullable TrainingSetMembers members) {
      this.projectId = projectId;
      this.wanted = wanted;
      this.writer = writer;
      this.members = members;
    }

    void go(ExportCourse course) throws IOException {
      List<PostFilter> passes = writer.passes();
      for (int pass = 0; pass < passes.size(); pass++) {
        if (course.goesOn()) {
          writer.goOn();
        } else {
          writer.begin(pass);
        }
        Optional<PostFilter> both = passes.get(pass).and(wanted);
        if (both.isPresent()) {
          pages(both.get(), course);
        }
      }
      writer.end();
    }

    private void pages(PostFilter filter, ExportCourse course) throws IOException {
      List<ExportedPost> page = export.page(projectId, filter, course.after());
      while (!page.isEmpty()) {
        writer.write(named(page));
        course.step().written(page);
        page = export.page(projectId, filter, page.get(page.size() - 1).post().id());
      }
    }

    private List<ExportedPost> named(List<ExportedPost> page) {
      return members == null
          ? page
          : page.stream()
              .map(post -> post.in(members.of(post.post().id()), members.absent()))
              .toList();
    }
  }
}
