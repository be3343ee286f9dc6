package io.qalam.review;

import io.qalam.account.model.Role;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostRepository;
import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.SummaryText;
import io.qalam.labelschema.ProjectAccess;
import io.qalam.labelschema.model.Project;
import io.qalam.prediction.model.Prediction;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.queue.Lease;
import io.qalam.queue.LeasedTask;
import io.qalam.queue.QueueService;
import io.qalam.queue.TaskLeasing;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.queue.model.TaskState;
import io.qalam.review.model.Annotation;
import io.qalam.review.model.Annotation.Choice;
import io.qalam.review.model.AnnotationRepository;
import io.qalam.review.model.Decision;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import io.qalam.tenant.Thing;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes reviewers' answers, and takes them back.
 *
 * <p>An answer counts once and only under the newest lease of its task; the same answer sent twice
 * gets the same reply. The post is locked before its task, here and in adjudication, so that the
 * last two answers to one post see each other and nothing waits in a circle.
 */
@Stateless
@Tenanted
@NeedsRole(Role.ANNOTATOR)
public class ReviewService {

  @Inject private TenantContext context;
  @Inject private ProjectAccess access;
  @Inject private PostRepository posts;
  @Inject private PredictionRepository predictions;
  @Inject private ShownSchema shown;
  @Inject private ReviewTaskRepository tasks;
  @Inject private AnnotationRepository annotations;
  @Inject private TaskLeasing leasing;
  @Inject private Settlement settlement;
  @Inject private CheckAnswers checks;
  @Inject private AnnotationStream stream;
  @Inject private Event<AnnotationSubmitted> submitted;
  @Inject private Event<AnnotationUndone> undone;

  /**
   * Stores the caller's answer to a task they hold.
   *
   * @throws Conflict when the lease has ended or never was one, was answered otherwise, or the
   *     label was split or retired since it was shown
   * @throws io.qalam.tenant.Invalid when decision and label do not fit what was shown
   */
  public SubmittedAnnotation submit(UUID taskId, Submission submission) {
    Optional<Post> found = findPost(taskId);
    if (found.isEmpty()) {
      return checks.submit(taskId, submission);
    }
    Post post = found.get();
    Project project = projectOf(post, taskId);
    ReviewTask task = lockTask(taskId);
    Lease lease = Lease.parse(submission.lease());
    Instant now = now();
    if (!task.isHeldBy(context.accountId(), lease.fence(), now)) {
      return annotations
          .under(taskId, lease.fence())
          .map(earlier -> repeated(project, earlier, submission))
          .orElseThrow(QueueService::leaseEnded);
    }
    Choice choice = choice(project, lease, task, submission);
    return store(project, post, task, answer(task, choice, submission.viewed(), now));
  }

  private Choice choice(Project project, Lease lease, ReviewTask task, Submission submission) {
    UUID prediction = task.getPredictionId();
    if (!project.isOfSummaries()) {
      return shown.choice(project, lease, prediction, submission);
    }
    String summary =
        Optional.ofNullable(prediction)
            .flatMap(predictions::find)
            .map(Prediction::getSummary)
            .orElse(null);
    return new SummaryRules(project.getSchemaVersion(), summary).choice(submission);
  }

  private SubmittedAnnotation store(
      Project project, Post post, ReviewTask task, Annotation annotation) {
    annotations.add(annotation);
    if (annotation.getDecision() == Decision.SKIPPED) {
      task.reopen();
    } else {
      task.finish();
    }
    settlement.settle(project, post);
    stream.submitted(annotation);
    submitted.fire(
        new AnnotationSubmitted(
            context.tenantId(), project.getId(), post.getId(), annotation.getAccountId()));
    return SubmittedAnnotation.of(annotation);
  }

  private Annotation answer(
      ReviewTask task, Choice choice, @Nullable Duration viewed, Instant now) {
    Duration held = Duration.between(Objects.requireNonNull(task.getLeasedAt()), now);
    boolean knowsBetter = viewed != null && !viewed.isNegative() && viewed.compareTo(held) < 0;
    Duration taken = knowsBetter ? Objects.requireNonNull(viewed) : held;
    return new Annotation(task, context.accountId(), choice, taken, now);
  }

  private SubmittedAnnotation repeated(Project project, Annotation earlier, Submission again) {
    boolean same =
        earlier.isInForce()
            && earlier.getAccountId().equals(context.accountId())
            && earlier.getDecision() == again.decision()
            && (again.label() == null
                || shown
                    .spelled(project, earlier.getSchemaVersion(), again.label())
                    .equals(earlier.getLabel()))
            && (again.summary() == null
                || SummaryText.tidy(again.summary()).equals(earlier.getSummary()))
            && Objects.equals(again.rating(), earlier.getRating());
    if (!same) {
      throw new Conflict(ReviewWording.ANSWERED_BEFORE);
    }
    return SubmittedAnnotation.of(earlier);
  }

  /**
   * Takes the caller's answer to a task out of force and puts the task back into their hands.
   *
   * @throws NotFound when the caller gave no answer to it
   * @throws Conflict when an editor has decided, or somebody else has the task now
   */
  public LeasedTask undo(UUID taskId) {
    tasks.lockReviewer(context.accountId()); // a task asked for meanwhile sees this one held again
    Optional<Post> found = findPost(taskId);
    if (found.isEmpty()) {
      return checks.undo(taskId);
    }
    Post post = found.get();
    Project project = projectOf(post, taskId);
    ReviewTask task = lockTask(taskId);
    UUID reviewer = context.accountId();
    Annotation annotation =
        annotations.newest(taskId, reviewer).orElseThrow(() -> new NotFound(Thing.ANSWER, taskId));
    Instant now = now();
    if (!annotation.isInForce()) {
      return outOfForce(project, task, annotation, now);
    }
    requireUndoable(post, task, annotation, now);
    annotation.undo(now);
    LeasedTask again =
        leasing.leaseAgain(project, task, annotation.getPredictionId(), reviewer, now);
    settlement.settle(project, post);
    stream.undone(annotation);
    undone.fire(new AnnotationUndone(context.tenantId(), project.getId(), post.getId(), reviewer));
    return again;
  }

  /**
   * Takes back the caller's newest answer in a project; nothing when there is none. What was
   * accepted in bulk is passed over: {@link BulkService#undo} takes it back as a whole.
   *
   * @throws Conflict as {@link #undo} does
   */
  public Optional<LeasedTask> undoLast(UUID projectId) {
    access.require(projectId);
    tasks.lockReviewer(context.accountId());
    Optional<Annotation> newest = annotations.newestInForce(projectId, context.accountId());
    Instant after = newest.map(Annotation::getCreatedAt).orElse(Instant.EPOCH);
    return checks
        .undoNewest(projectId, after)
        .or(() -> newest.map(annotation -> undo(annotation.getTaskId())));
  }

  private LeasedTask outOfForce(
      Project project, ReviewTask task, Annotation annotation, Instant now) {
    if (task.isHeldBy(context.accountId(), task.getFence(), now)) {
      return leasing.handBack(project, task, now);
    }
    throw annotation.getSupersededAt() == null
        ? new Conflict(ReviewWording.UNDONE_BEFORE)
        : new Conflict(ReviewWording.LABEL_GONE);
  }

  private static void requireUndoable(
      Post post, ReviewTask task, Annotation annotation, Instant now) {
    if (post.getState() == PostState.ADJUDICATED) {
      throw new Conflict(ReviewWording.DECIDED);
    }
    boolean own = task.getState() == TaskState.DONE && task.getFence() == annotation.getFence();
    if (!own && !task.isFree(now)) {
      throw new Conflict(ReviewWording.SOMEBODY_ELSE_HAS_IT);
    }
  }

  /** The post of a task, locked; none where the task is a check, or not there. */
  private Optional<Post> findPost(UUID taskId) {
    return tasks.postOf(taskId).flatMap(posts::lock);
  }

  private ReviewTask lockTask(UUID taskId) {
    return tasks.lock(taskId).orElseThrow(() -> NotFound.task(taskId));
  }

  /** The project of a task; a task of a project that the caller may not see is not there. */
  private Project projectOf(Post post, UUID taskId) {
    return access.find(post.getProjectId()).orElseThrow(() -> NotFound.task(taskId));
  }

  /** The database keeps microseconds; the reply must read the same now and when sent again. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
