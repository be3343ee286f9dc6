package io.qalam.queue;

import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.Prediction;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.queue.LeasedTask.ShownPost;
import io.qalam.queue.LeasedTask.ShownPrediction;
import io.qalam.queue.model.CheckTask;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.tenant.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts a task into a reviewer's hands, with what they are to see.
 *
 * <p>Apart from {@link QueueService}, because an undone answer is put back into its giver's hands
 * by the review stage. Works within the caller's transaction, on tasks that it has locked.
 */
@ApplicationScoped
public class TaskLeasing {

  @Inject private ProjectRepository projects;
  @Inject private PostRepository posts;
  @Inject private PredictionRepository predictions;
  @Inject private ReviewTaskRepository tasks;

  /** Leases a task with the prediction that is current now. */
  LeasedTask lease(Project project, ReviewTask task, UUID reviewer, Instant now) {
    return lease(project, task, current(project, task), reviewer, now);
  }

  /**
   * Leases a task to whoever answered it before, under a new fence.
   *
   * @param formerly the prediction they saw then, or null when they saw none
   */
  public LeasedTask leaseAgain(
      Project project, ReviewTask task, @Nullable UUID formerly, UUID reviewer, Instant now) {
    return lease(project, task, still(project, task, formerly), reviewer, now);
  }

  private LeasedTask lease(
      Project project, ReviewTask task, Optional<Prediction> shown, UUID reviewer, Instant now) {
    task.leaseTo(reviewer, shown.map(Prediction::getId).orElse(null), now, length(project));
    return view(project, task, shown);
  }

  /**
   * Hands a task to its holder once more: the same lease, longer.
   *
   * <p>What was shown stays, so that the answer is kept beside what the reviewer saw, unless the
   * label schema changed meanwhile.
   */
  public LeasedTask handBack(Project project, ReviewTask task, Instant now) {
    Optional<Prediction> shown = still(project, task, task.getPredictionId());
    task.show(shown.map(Prediction::getId).orElse(null));
    task.extendLease(now, length(project));
    return view(project, task, shown);
  }

  /** How long the project leases a task. */
  static Duration length(Project project) {
    return Duration.ofSeconds(project.getLeaseSeconds());
  }

  /** What was shown, or what is current where that is of another label schema. */
  private Optional<Prediction> still(Project project, ReviewTask task, @Nullable UUID formerly) {
    Optional<Prediction> former = Optional.ofNullable(formerly).flatMap(predictions::find);
    return former.isEmpty() || inForce(project, former.get()) ? former : current(project, task);
  }

  private Optional<Prediction> current(Project project, ReviewTask task) {
    return task.isBlind()
        ? Optional.empty()
        : predictions.current(task.getPostId()).filter(prediction -> inForce(project, prediction));
  }

  private boolean inForce(Project project, Prediction prediction) {
    return prediction.getSchemaVersion() == project.getSchemaVersion()
        || shown(schema(project), prediction).isPresent();
  }

  /** A prediction by the labels in force, if it can be said by them. */
  private Optional<ShownPrediction> shown(LabelSchema schema, Prediction prediction) {
    return ShownPrediction.of(
        prediction,
        schema,
        projects.history(
            schema.getProjectId(), prediction.getSchemaVersion(), schema.getVersion()));
  }

  private LeasedTask view(Project project, ReviewTask task, Optional<Prediction> shown) {
    LabelSchema schema = schema(project);
    return new LeasedTask(
        task.getId(),
        new Lease(task.getFence(), project.getSchemaVersion()).token(),
        Objects.requireNonNull(task.getLeasedUntil()),
        shown.isEmpty(),
        ShownPost.of(post(task.getPostId())),
        shown.flatMap(prediction -> shown(schema, prediction)).orElse(null),
        schema.getLabels(),
        formerly(project, task),
        project.isMultiLabel());
  }

  private @Nullable String formerly(Project project, ReviewTask task) {
    UUID holder = Objects.requireNonNull(task.getLeasedBy());
    return project.getSchemaVersion() == 1
        ? null
        : tasks.formerLabel(task.getPostId(), holder).orElse(null);
  }

  /** A post with a known label as its member sees it: a blind task like any other. */
  LeasedTask view(Project project, CheckTask check) {
    return new LeasedTask(
        check.getId(),
        new Lease(check.getFence(), project.getSchemaVersion()).token(),
        check.getLeasedUntil(),
        true,
        ShownPost.of(post(check.getPostId())),
        null,
        schema(project).getLabels(),
        null,
        project.isMultiLabel());
  }

  private Post post(UUID id) {
    return posts.find(id).orElseThrow(() -> NotFound.post(id));
  }

  private LabelSchema schema(Project project) {
    return projects
        .schema(project.getId(), project.getSchemaVersion())
        .orElseThrow(() -> NotFound.labelSchema(project.getId()));
  }
}
