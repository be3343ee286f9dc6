package io.qalam.review;

import io.qalam.account.model.Role;
import io.qalam.labelschema.ProjectAccess;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.queue.model.CheckTask;
import io.qalam.queue.model.CheckTaskRepository;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tells a reviewer why they were given a post. */
@Stateless
@Tenanted
@NeedsRole(Role.ANNOTATOR)
public class ReasonService {

  @Inject private TenantContext context;
  @Inject private PredictionRepository predictions;
  @Inject private ReviewTaskRepository tasks;
  @Inject private CheckTaskRepository checks;
  @Inject private ProjectAccess access;

  /**
   * Why the caller holds this task.
   *
   * @throws Conflict when they do not
   */
  public Reason why(UUID taskId) {
    Optional<CheckTask> check = checks.find(taskId).filter(one -> one.isOf(context.accountId()));
    return check.isPresent() ? ofCheck(check.get()) : ofTask(taskId);
  }

  private Reason ofCheck(CheckTask check) {
    requireSeen(check.getProjectId(), check.getId());
    if (check.isAnswered() || check.isLetRunOut(Instant.now())) {
      throw new Conflict(ReviewWording.NOT_HELD);
    }
    return Reason.blindTask();
  }

  private Reason ofTask(UUID taskId) {
    ReviewTask task = tasks.find(taskId).orElseThrow(() -> NotFound.task(taskId));
    requireSeen(task.getProjectId(), taskId);
    if (!task.isHeldBy(context.accountId())) {
      throw new Conflict(ReviewWording.NOT_HELD);
    }
    return Reason.of(
        task, Optional.ofNullable(task.getPredictionId()).flatMap(predictions::find).orElse(null));
  }

  private void requireSeen(UUID projectId, UUID taskId) {
    if (access.find(projectId).isEmpty()) {
      throw NotFound.task(taskId);
    }
  }
}
