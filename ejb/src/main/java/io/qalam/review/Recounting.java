package io.qalam.review;

import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostState;
import io.qalam.labelschema.model.LabelHistory;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.queue.model.TaskState;
import io.qalam.review.model.Annotation;
import io.qalam.review.model.AnnotationRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Brings what a post's annotations count as in line with the label schema in force.
 *
 * <p>Each is looked at from what was said and the version it was said under, so that it comes to
 * the same however often it is done. The caller has locked the post.
 */
@ApplicationScoped
class Recounting {

  @Inject private ProjectRepository projects;
  @Inject private AnnotationRepository annotations;
  @Inject private ReviewTaskRepository tasks;

  /** The post's annotations that are in force now, the oldest first. */
  List<Annotation> inForce(Project project, Post post) {
    int version = project.getSchemaVersion();
    List<Annotation> given = annotations.inForce(post.getId());
    return given.stream().allMatch(annotation -> annotation.getSchemaVersion() == version)
        ? given
        : recount(project, post, given, projects.history(project.getId()));
  }

  /**
   * Those of the annotations that are in force now.
   *
   * @param given all of the post that were in force
   */
  List<Annotation> recount(
      Project project, Post post, List<Annotation> given, LabelHistory history) {
    given.forEach(annotation -> recount(post, annotation, history, project.getSchemaVersion()));
    return given.stream().filter(Annotation::isInForce).toList();
  }

  private void recount(Post post, Annotation annotation, LabelHistory history, int version) {
    String said = annotation.getLabel();
    if (said != null) {
      Optional<String> image = history.image(said, annotation.getSchemaVersion(), version);
      image.ifPresentOrElse(annotation::countAs, () -> supersede(post, annotation));
    }
  }

  /** Its task asks again; under an editor's decision it waits until that is taken back. */
  private void supersede(Post post, Annotation annotation) {
    annotation.supersede(Instant.now());
    Optional<ReviewTask> answered =
        tasks
            .lock(annotation.getTaskId())
            .filter(task -> task.getState() == TaskState.DONE)
            .filter(task -> task.getFence() == annotation.getFence());
    answered.ifPresent(ReviewTask::reopen);
    if (post.getState() == PostState.ADJUDICATED) {
      answered.ifPresent(ReviewTask::withdraw);
    }
  }
}
