package io.qalam.review;

import io.qalam.labelschema.ProjectAccess;
import io.qalam.labelschema.model.Project;
import io.qalam.queue.CheckLeasing;
import io.qalam.queue.LabelCarrying;
import io.qalam.queue.Lease;
import io.qalam.queue.LeasedTask;
import io.qalam.queue.QueueService;
import io.qalam.queue.Quotas;
import io.qalam.queue.model.CheckTask;
import io.qalam.queue.model.CheckTaskRepository;
import io.qalam.review.model.Annotation.Choice;
import io.qalam.review.model.Decision;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes answers to posts whose label is known, and takes them back: with the same rules and the
 * same replies as other answers, so that nobody can tell which they are, but stored as no label.
 */
@ApplicationScoped
class CheckAnswers {

  @Inject private TenantContext context;
  @Inject private ProjectAccess access;
  @Inject private CheckTaskRepository checks;
  @Inject private CheckLeasing leasing;
  @Inject private Quotas quotas;
  @Inject private ShownSchema shown;
  @Inject private LabelCarrying carrying;

  /**
   * Stores the caller's answer to a check they hold.
   *
   * @throws NotFound when there is no task of this id at all
   * @throws Conflict as for other tasks
   */
  SubmittedAnnotation submit(UUID taskId, Submission submission) {
    CheckTask check = own(taskId);
    Project project = project(check);
    Lease lease = Lease.parse(submission.lease());
    if (check.isAnswered() && check.getFence() == lease.fence()) {
      return repeated(check, lease, submission);
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    if (!check.isHeldBy(context.accountId(), lease.fence(), now)) {
      throw QueueService.leaseEnded();
    }
    Choice choice = shown.choice(project, lease, null, submission);
    requireKnown(project, check);
    @Nullable String label =
        choice.label() == null ? null : shown.image(project, lease, choice.label());
    Duration held = Duration.between(check.getLeasedAt(), now);
    check.answer(choice.decision().name(), label, project.getSchemaVersion(), held, now);
    quotas.count(project.getId(), context.accountId(), 1);
    return reply(check, choice.comment());
  }

  /**
   * A label that was split or retired is expected of nobody: an answer would measure nothing. The
   * check itself is gone with the member's next task.
   */
  private void requireKnown(Project project, CheckTask check) {
    if (!carrying.bringInLine(project, check)) {
      throw QueueService.leaseEnded();
    }
  }

  private SubmittedAnnotation repeated(CheckTask check, Lease lease, Submission again) {
    String label = again.label();
    boolean same =
        again.decision().name().equals(check.getDecision())
            && (label == null || shown.isImage(project(check), lease, label, check.getLabel()));
    if (!same) {
      throw new Conflict(ReviewWording.ANSWERED_BEFORE);
    }
    return reply(check, again.comment());
  }

  private static SubmittedAnnotation reply(CheckTask check, @Nullable String comment) {
    return new SubmittedAnnotation(
        Objects.requireNonNull(check.getAnswerId()),
        check.getId(),
        check.getPostId(),
        Decision.valueOf(Objects.requireNonNull(check.getDecision())),
        check.getLabel(),
        null,
        null,
        comment,
        Objects.requireNonNull(check.getAnsweredAt()));
  }

  /**
   * Takes the caller's answer back and puts the check into their hands again; asked once more, it
   * hands over what they have by then.
   *
   * @throws NotFound when there never was an answer of theirs, as for other tasks
   * @throws Conflict when it was taken back before and they hold the check no more
   */
  LeasedTask undo(UUID taskId) {
    CheckTask check = own(taskId);
    Project project = project(check);
    if (!check.isAnswered()) {
      return takenBackBefore(project, check);
    }
    quotas.count(project.getId(), context.accountId(), -1);
    return leasing.giveAgain(project, check);
  }

  private LeasedTask takenBackBefore(Project project, CheckTask check) {
    if (check.getTakenBackAt() == null) {
      throw new NotFound(Thing.ANSWER, check.getId());
    }
    if (check.isLetRunOut(Instant.now())) {
      throw new Conflict(ReviewWording.UNDONE_BEFORE);
    }
    return leasing.handBack(project, check);
  }

  /** Takes the caller's newest answer to a check back, if it came after that time. */
  Optional<LeasedTask> undoNewest(UUID projectId, Instant after) {
    return checks
        .newestAnswered(projectId, context.accountId(), after)
        .map(check -> undo(check.getId()));
  }

  private CheckTask own(UUID taskId) {
    CheckTask check = checks.lock(taskId).orElseThrow(() -> NotFound.task(taskId));
    if (!check.isOf(context.accountId())) {
      throw QueueService.leaseEnded();
    }
    return check;
  }

  private Project project(CheckTask check) {
    return access.find(check.getProjectId()).orElseThrow(() -> NotFound.task(check.getId()));
  }
}
