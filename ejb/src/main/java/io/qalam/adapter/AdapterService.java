package io.qalam.adapter;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.Role;
import io.qalam.adapter.model.LiveAdapterRepository;
import io.qalam.adapter.model.LiveAdapterRow;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.StoredSentence;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Tenanted;
import io.qalam.training.TrainingWording;
import io.qalam.training.Workers;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterRepository;
import io.qalam.training.model.RunState;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import io.qalam.training.model.YardstickRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Shows a project's adapters and decides which of them is live.
 *
 * <p>Every change takes the project's lock first, as imports and schema changes do, so that what
 * goes live fits what the project is at that moment. A change that is in force already changes
 * nothing.
 */
@Stateless
@Tenanted
@NeedsRole(Role.ADMIN)
public class AdapterService {

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private TrainingRunRepository runs;
  @Inject private AdapterRepository adapters;
  @Inject private YardstickRepository yardsticks;
  @Inject private LiveAdapterRepository liveRows;
  @Inject private LiveSwitch live;
  @Inject private Fitness fitness;
  @Inject private Workers workers;
  @Inject private AuditTrail audit;

  /** The project's adapters, what is live, and on how many workers. */
  @NeedsRole(Role.EDITOR)
  public AdapterReport list(UUID projectId) {
    Project project = projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
    Optional<LiveAdapterRow> row = liveRows.find(projectId);
    return new AdapterReport(
        adapters.list(projectId),
        row.map(LiveAdapterRow::getAdapterId).orElse(null),
        row.map(LiveAdapterRow::getFormerId).orElse(null),
        row.map(LiveAdapterRow::answersId).orElse(null),
        project.getServed(),
        row.map(LiveAdapterRow::getChoice).orElse(null),
        yardsticks.newest(projectId, project.getSchemaVersion()).orElse(null),
        row.map(LiveAdapterRow::getSequence).orElse(0L),
        row.map(LiveAdapterRow::getChangedBy).orElse(null),
        row.map(LiveAdapterRow::getChangedAt).orElse(null),
        workers.alive(projectId));
  }

  /**
   * Makes an adapter live.
   *
   * @throws Conflict when it was made for another label schema or base model
   */
  public Adapter promote(UUID adapterId) {
    Adapter adapter = adapter(adapterId);
    goLive(adapter);
    awaiting(adapter).ifPresent(run -> run.promote(Instant.now()));
    return adapter;
  }

  private void goLive(Adapter adapter) {
    Project project = lockProject(adapter.getProjectId());
    requireFit(adapter, project);
    live.to(live.lock(project.getId()), adapter, Deed.ADAPTER_PROMOTED);
  }

  /**
   * Makes what was live before the last change live again: an adapter, or the base model.
   *
   * @throws Conflict when nothing ever went live, or what was live before no longer fits
   */
  public void rollback(UUID projectId) {
    Project project = lockProject(projectId);
    LiveAdapterRow row = live.lock(projectId);
    if (row.getAdapterSequence() == 0) {
      throw new Conflict(AdapterWording.NO_FORMER);
    }
    UUID formerId = row.getFormerId();
    Adapter former = formerId == null ? null : adapter(formerId);
    if (former != null) {
      requireFit(former, project);
    }
    live.to(row, former, Deed.ADAPTER_ROLLED_BACK);
  }

  /**
   * Promotes the adapter of a run that waits for an admin.
   *
   * @throws Conflict when the run does not wait, or its adapter no longer fits
   */
  public void approve(UUID runId) {
    TrainingRun run = lockRun(runId);
    if (run.getState() != RunState.PROMOTED) {
      requireAwaiting(run);
      goLive(candidate(run));
      run.promote(Instant.now());
      audit.record(Deed.CANDIDATE_APPROVED, runId, project(run));
    }
  }

  /**
   * Turns down the adapter of a run that waits for an admin.
   *
   * @throws Conflict when the run does not wait
   */
  public void reject(UUID runId) {
    TrainingRun run = lockRun(runId);
    if (run.getState() != RunState.REJECTED) {
      requireAwaiting(run);
      run.reject(
          StoredSentence.write(Sentence.of(TrainingWording.TURNED_DOWN, context.userName())),
          Instant.now());
      candidate(run).reject();
      audit.record(Deed.CANDIDATE_REJECTED, runId, project(run));
    }
  }

  private static Map<String, Object> project(TrainingRun run) {
    return Map.of("project", run.getProjectId().toString());
  }

  private Optional<TrainingRun> awaiting(Adapter adapter) {
    return Optional.ofNullable(adapter.getRunId())
        .flatMap(runs::lock)
        .filter(run -> run.getState() == RunState.AWAITING_APPROVAL);
  }

  private static void requireAwaiting(TrainingRun run) {
    if (run.getState() != RunState.AWAITING_APPROVAL) {
      throw new Conflict(AdapterWording.NOT_AWAITING, TrainingWording.of(run.getState()));
    }
  }

  private void requireFit(Adapter adapter, Project project) {
    fitness
        .obstacle(adapter, project)
        .ifPresent(
            obstacle -> {
              throw new Conflict(obstacle.wording(), obstacle.values().toArray());
            });
  }

  private Project lockProject(UUID projectId) {
    return projects.lock(projectId).orElseThrow(() -> NotFound.project(projectId));
  }

  /** Locks the project before the run, as everywhere. */
  private TrainingRun lockRun(UUID runId) {
    runs.projectOf(runId).ifPresent(this::lockProject);
    return runs.lock(runId).orElseThrow(() -> NotFound.trainingRun(runId));
  }

  private Adapter candidate(TrainingRun run) {
    return adapter(Objects.requireNonNull(run.getAdapterId(), "a run that waits has a candidate"));
  }

  private Adapter adapter(UUID adapterId) {
    return adapters.find(adapterId).orElseThrow(() -> NotFound.adapter(adapterId));
  }
}
