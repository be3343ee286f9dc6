package io.qalam.training;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.account.model.Role;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.Tenanted;
import io.qalam.training.model.RunCause;
import io.qalam.training.model.RunKind;
import io.qalam.training.model.RunState;
import io.qalam.training.model.TrainingLoss;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import io.qalam.training.model.TrainingSchedule;
import io.qalam.training.model.TrainingScheduleRepository;
import io.qalam.trainingset.TrainingSetService;
import io.qalam.trainingset.model.TrainingSet;
import io.qalam.trainingset.model.TrainingSetRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts, cancels and shows training runs, and keeps the schedules that start them.
 *
 * <p>Nothing is trained here: a run is a row and a message, and a worker does the work.
 */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class TrainingService {

  private static final int MOST_RUNS = 100;
  private static final int NEXT_TIMES = 3;
  private static final int MOST_NEW_LABELS = 1_000_000;

  @Inject private TenantContext context;
  @Inject private ProjectRepository projects;
  @Inject private TrainingSetService trainingSets;
  @Inject private TrainingSetRepository sets;
  @Inject private TrainingRunRepository runs;
  @Inject private TrainingScheduleRepository schedules;
  @Inject private RunParent parent;
  @Inject private PredictionRepository predictions;
  @Inject private RunMessages messages;
  @Inject private AuditTrail audit;

  /**
   * Starts a run on the labels that count now, from the live adapter where that still fits.
   *
   * @throws Conflict when a run of the project is under way, or the labels are too few
   */
  @NeedsRole(Role.ADMIN)
  public TrainingRun request(UUID projectId, RunCause cause) {
    lockProject(projectId);
    requireNoActiveRun(projectId);
    TrainingSet set = trainingSets.freeze(projectId);
    TrainingRun run =
        new TrainingRun(
            set,
            RunKind.ADAPTER,
            cause,
            context.userName(),
            parent.of(set),
            predictions.adapterSequence(projectId),
            Instant.now());
    runs.add(run);
    messages.request(run);
    audit.record(
        Deed.RUN_REQUESTED,
        run.getId(),
        Map.of("project", projectId.toString(), "cause", cause.name()));
    return run;
  }

  private void requireNoActiveRun(UUID projectId) {
    runs.active(projectId)
        .ifPresent(
            run -> {
              throw new Conflict(
                  TrainingWording.RUN_ACTIVE, TrainingWording.of(run.getState()), run.getId());
            });
  }

  /**
   * Ends a run: one that no worker has begun at once, another when its worker hears of it.
   *
   * @throws Conflict when it has ended otherwise already
   */
  @NeedsRole(Role.ADMIN)
  public void cancel(UUID runId) {
    TrainingRun run = runs.lock(runId).orElseThrow(() -> NotFound.trainingRun(runId));
    if (run.getState() == RunState.CANCELLED) {
      return;
    }
    if (run.getKind() == RunKind.YARDSTICK) {
      throw new Conflict(TrainingWording.YARDSTICK_RUN);
    }
    if (!run.getState().isActive()) {
      throw new Conflict(TrainingWording.RUN_ENDED, TrainingWording.of(run.getState()));
    }
    messages.cancel(run);
    if (run.getState() == RunState.QUEUED) {
      run.cancel(null, Instant.now());
    } else {
      run.requestCancel();
    }
    audit.record(Deed.RUN_CANCELLED, runId, Map.of("project", run.getProjectId().toString()));
  }

  public TrainingRun run(UUID runId) {
    return runs.find(runId).orElseThrow(() -> NotFound.trainingRun(runId));
  }

  /** The losses of a run by step. */
  public List<TrainingLoss> losses(UUID runId) {
    return runs.losses(run(runId));
  }

  /** The training set of a run. */
  public TrainingSet trainingSet(UUID runId) {
    UUID setId = run(runId).getTrainingSetId();
    return sets.find(setId).orElseThrow(() -> NotFound.trainingSet(setId));
  }

  /** The project's newest runs, the newest first. */
  public List<TrainingRun> runs(UUID projectId) {
    project(projectId);
    return runs.list(projectId, MOST_RUNS);
  }

  /** The project's schedule; one that was never set is switched off. */
  public ScheduleReport schedule(UUID projectId) {
    Project project = project(projectId);
    TrainingSchedule schedule = schedules.find(projectId).orElseGet(() -> switchedOff(projectId));
    TrainingCalendar calendar = TrainingCalendar.of(schedule.getCron(), schedule.getTimeZone());
    return new ScheduleReport(
        schedule.getCron(),
        schedule.getTimeZone(),
        schedule.getMinNewLabels(),
        schedule.isEnabled(),
        calendar.reading(),
        schedule.isEnabled() ? calendar.nextTimes(Instant.now(), NEXT_TIMES) : List.of(),
        schedule.getLastFiredAt(),
        schedule.getLastOutcome(),
        trainingSets.settledSince(projectId, runs.newestSet(project.getId()).orElse(null)),
        trainingSets.tally(projectId));
  }

  /**
   * What a calendar would mean, before anybody saves it.
   *
   * @throws Invalid naming each field that is wrong and what would be right
   */
  public CalendarPreview preview(@Nullable String cron, @Nullable String timeZone) {
    TrainingCalendar calendar = TrainingCalendar.of(cron, timeZone);
    return new CalendarPreview(calendar.reading(), calendar.nextTimes(Instant.now(), NEXT_TIMES));
  }

  private static TrainingSchedule switchedOff(UUID projectId) {
    TrainingSchedule schedule = new TrainingSchedule(projectId);
    schedule.change("0 2 * * *", "UTC", 0, false, null);
    return schedule;
  }

  /**
   * Replaces the project's schedule.
   *
   * @throws Invalid naming each field that is wrong and what would be right
   */
  @NeedsRole(Role.ADMIN)
  public ScheduleReport schedule(UUID projectId, NewSchedule wanted) {
    project(projectId);
    TrainingCalendar calendar = TrainingCalendar.of(wanted.cron(), wanted.timeZone());
    int minNewLabels = minNewLabels(wanted.minNewLabels());
    boolean enabled = enabled(wanted.enabled());
    TrainingSchedule schedule = schedules.lock(projectId).orElseGet(() -> added(projectId));
    Instant next = enabled ? calendar.next(Instant.now()).orElse(null) : null;
    schedule.change(calendar.toString(), calendar.zone().getId(), minNewLabels, enabled, next);
    audit.record(
        Deed.SCHEDULE_CHANGED,
        projectId,
        Map.of(
            "cron",
            calendar.toString(),
            "timeZone",
            calendar.zone().getId(),
            "minNewLabels",
            minNewLabels,
            "enabled",
            enabled));
    return schedule(projectId);
  }

  private TrainingSchedule added(UUID projectId) {
    TrainingSchedule schedule = switchedOff(projectId);
    schedules.add(schedule);
    return schedule;
  }

  private static int minNewLabels(@Nullable Integer wanted) {
    if (wanted == null || wanted < 0 || wanted > MOST_NEW_LABELS) {
      throw new Invalid("minNewLabels", TrainingWording.THRESHOLD, MOST_NEW_LABELS);
    }
    return wanted;
  }

  private static boolean enabled(@Nullable Boolean wanted) {
    if (wanted == null) {
      throw new Invalid("enabled", TenantWording.TRUE_OR_FALSE);
    }
    return wanted;
  }

  /** Locked as by imports and schema changes, so that a run is asked for what is in force. */
  private void lockProject(UUID projectId) {
    if (projects.lock(projectId).isEmpty()) {
      throw NotFound.project(projectId);
    }
  }

  private Project project(UUID projectId) {
    return projects.find(projectId).orElseThrow(() -> NotFound.project(projectId));
  }
}
