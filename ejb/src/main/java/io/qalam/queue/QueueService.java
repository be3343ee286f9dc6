package io.qalam.queue;

import io.qalam.account.model.Account;
import io.qalam.account.model.Role;
import io.qalam.labelschema.ProjectAccess;
import io.qalam.labelschema.model.Project;
import io.qalam.queue.Hands.Held;
import io.qalam.queue.model.CheckTask;
import io.qalam.queue.model.QueueWalk;
import io.qalam.queue.model.QueueWalkRepository;
import io.qalam.queue.model.ReviewTask;
import io.qalam.queue.model.ReviewTaskRepository;
import io.qalam.queue.model.TaskState;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives reviewers their next task under a lease, and takes it back when the lease ends.
 *
 * <p>No task is ever held by two people, and no person gets a post twice. Both hold across server
 * nodes, since the rows and their locks decide.
 */
@Stateless
@Tenanted
@NeedsRole(Role.ANNOTATOR)
public class QueueService {

  /** A page holds the post on the screen and the next one; more would starve others. */
  private static final int MOST_HELD = 5;

  @Inject private TenantContext context;
  @Inject private ProjectAccess projects;
  @Inject private ReviewTaskRepository tasks;
  @Inject private TaskLeasing leasing;
  @Inject private Hands hands;
  @Inject private QueueHead head;
  @Inject private Checks checks;
  @Inject private Quotas quotas;
  @Inject private TaskCounts counts;
  @Inject private QueueWalkRepository walks;

  /** The caller's next task; the one they hold already, when there is one. */
  public Optional<LeasedTask> next(UUID projectId) {
    return next(projectId, Set.of());
  }

  /**
   * The caller's next task beside those they say they hold.
   *
   * <p>A task that the caller holds and does not name comes back first, so that a page that was
   * loaded anew loses nothing; what they took back last before all others.
   *
   * @throws Conflict when the caller holds too many tasks
   * @throws QuotaReached when these are all that they may answer
   */
  public Optional<LeasedTask> next(UUID projectId, Set<UUID> holding) {
    Project project = project(projectId);
    UUID reviewer = context.accountId();
    Instant now = Instant.now();
    Account account = tasks.lockReviewer(reviewer).orElseThrow(() -> NotFound.member(reviewer));
    List<Held> held = hands.of(project, reviewer, holding, now);
    Optional<Held> forgotten = held.stream().filter(one -> !holding.contains(one.id())).findFirst();
    if (forgotten.isPresent()) {
      return forgotten.map(one -> one.handBack().get());
    }
    if (held.size() >= MOST_HELD) {
      throw new Conflict(QueueWording.TOO_MANY_HELD, held.size());
    }
    quotas.admit(projectId, reviewer, held.size(), 1, now);
    return fresh(project, account, now);
  }

  private Optional<LeasedTask> fresh(Project project, Account account, Instant now) {
    Optional<LeasedTask> check = checks.mixedIn(project, account, now);
    if (check.isPresent()) {
      return check;
    }
    return head.find(project, account)
        .or(() -> amongExpired(project, account, now))
        .map(task -> leasing.lease(project, task, account.getId(), now));
  }

  /** Nothing waits: a lease that has ended may have left something, before the sweeper comes. */
  private Optional<ReviewTask> amongExpired(Project project, Account account, Instant now) {
    List<ReviewTask> expired = tasks.expired(project.getId(), now);
    expired.forEach(ReviewTask::reopen);
    return expired.isEmpty() ? Optional.empty() : head.find(project, account);
  }

  /**
   * Lengthens the caller's lease by the project's lease time from now.
   *
   * @return when it ends
   * @throws Conflict when the lease has ended
   */
  public Instant extend(UUID taskId, String lease) {
    Optional<ReviewTask> task = tasks.lock(taskId);
    return task.isPresent() ? extend(task.get(), lease) : extendCheck(taskId, lease);
  }

  private Instant extendCheck(UUID id, String lease) {
    CheckTask check = checks.lock(id).orElseThrow(() -> NotFound.task(id));
    Project project = projectOf(check.getProjectId(), id);
    Instant now = Instant.now();
    if (!check.isHeldBy(context.accountId(), Lease.parse(lease).fence(), now)) {
      throw leaseEnded();
    }
    check.extendLease(now, TaskLeasing.length(project));
    return check.getLeasedUntil();
  }

  private Instant extend(ReviewTask task, String lease) {
    Project project = projectOf(task.getProjectId(), task.getId());
    Instant now = Instant.now();
    if (!task.isHeldBy(context.accountId(), Lease.parse(lease).fence(), now)) {
      throw leaseEnded();
    }
    task.extendLease(now, TaskLeasing.length(project));
    return Objects.requireNonNull(task.getLeasedUntil());
  }

  /**
   * Gives the caller's task back to the queue; nothing happens when the lease has ended. A post
   * with a known label stays theirs: who gave it back would learn by that which it is.
   */
  public void release(UUID taskId, String lease) {
    Optional<ReviewTask> found = tasks.lock(taskId);
    UUID project =
        found
            .map(ReviewTask::getProjectId)
            .or(() -> checks.lock(taskId).map(CheckTask::getProjectId))
            .orElseThrow(() -> NotFound.task(taskId));
    projectOf(project, taskId);
    found.ifPresent(task -> release(task, lease));
  }

  private void release(ReviewTask task, String lease) {
    if (task.isHeldBy(context.accountId(), Lease.parse(lease).fence(), Instant.now())) {
      task.reopen();
    }
  }

  /** How far the project is, and how many answers the caller gave since {@code since}. */
  public Progress progress(UUID projectId, Instant since) {
    project(projectId);
    Map<TaskState, Long> found = counts.of(projectId);
    return new Progress(
        found.getOrDefault(TaskState.DONE, 0L),
        found.getOrDefault(TaskState.OPEN, 0L) + found.getOrDefault(TaskState.LEASED, 0L),
        tasks.answersOf(projectId, context.accountId(), since)
            + checks.answersOf(projectId, context.accountId(), since));
  }

  /** What the queue is about: whether its tasks are still being brought in line, and how far. */
  public QueueState state(UUID projectId) {
    project(projectId);
    return walks
        .find(projectId)
        .filter(QueueWalk::isUnderWay)
        .map(walk -> new QueueState(true, walk.isCarrying(), walk.getDone(), walk.getTotal()))
        .orElseGet(() -> new QueueState(false, false, 0, 0));
  }

  /** Takes back every task of the project whose lease has ended. */
  @NeedsRole(Role.ADMIN)
  public void reclaim(UUID projectId) {
    tasks.expired(projectId, Instant.now()).forEach(ReviewTask::reopen);
  }

  /** What a caller whose lease is over is told. */
  public static Conflict leaseEnded() {
    return new Conflict(QueueWording.LEASE_ENDED);
  }

  /** The project of a task; a task of a project that the caller may not see is not there. */
  private Project projectOf(UUID projectId, UUID taskId) {
    return projects.find(projectId).orElseThrow(() -> NotFound.task(taskId));
  }

  private Project project(UUID projectId) {
    return projects.require(projectId);
  }
}
