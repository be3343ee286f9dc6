package io.qalam.training;

import io.qalam.training.model.FiringOutcome;
import io.qalam.training.model.RunCause;
import io.qalam.training.model.TrainingRunRepository;
import io.qalam.training.model.TrainingSchedule;
import io.qalam.training.model.TrainingScheduleRepository;
import io.qalam.trainingset.TrainingSetService;
import io.qalam.trainingset.model.TrainingSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Fires one project's schedule, inside the transaction of its tenant.
 *
 * <p>The schedule's row is locked first and its next time is written with the run it started, so
 * that of two nodes, or two calls, one fires. A time that has passed while no server ran is due as
 * well, once.
 */
@ApplicationScoped
class ScheduleFiring {

  @Inject private TrainingScheduleRepository schedules;
  @Inject private TrainingRunRepository runs;
  @Inject private TrainingSetService trainingSets;
  @Inject private TrainingService training;

  /**
   * Starts what the calendar or the threshold asks for at this moment, if they do. While labels are
   * carried over to another label schema both wait: a time that is due stays due.
   */
  void fire(UUID projectId, Instant now) {
    if (!trainingSets.isCarrying(projectId)) {
      schedules.lock(projectId).ifPresent(schedule -> fire(schedule, now));
    }
  }

  private void fire(TrainingSchedule schedule, Instant now) {
    if (schedule.isDue(now)) {
      fireCalendar(schedule, now);
    } else if (schedule.isEnabled() && schedule.getMinNewLabels() > 0) {
      fireThreshold(schedule);
    }
  }

  private void fireCalendar(TrainingSchedule schedule, Instant now) {
    UUID projectId = schedule.getProjectId();
    long newLabels = settledSince(projectId, runs.newestLearnedSet(projectId));
    FiringOutcome outcome =
        newLabels == 0 ? FiringOutcome.NOTHING_NEW : start(projectId, RunCause.CALENDAR);
    TrainingCalendar calendar = TrainingCalendar.of(schedule.getCron(), schedule.getTimeZone());
    schedule.fire(now, outcome, calendar.next(now).orElse(null));
  }

  /** Counts from the newest run, so that a run that failed is not started again every time. */
  private void fireThreshold(TrainingSchedule schedule) {
    UUID projectId = schedule.getProjectId();
    if (settledSince(projectId, runs.newestSet(projectId)) >= schedule.getMinNewLabels()) {
      schedule.note(start(projectId, RunCause.THRESHOLD));
    }
  }

  private FiringOutcome start(UUID projectId, RunCause cause) {
    if (runs.active(projectId).isPresent()) {
      return FiringOutcome.ALREADY_RUNNING;
    }
    if (!trainingSets.tally(projectId).isEnough()) {
      return FiringOutcome.TOO_FEW_LABELS;
    }
    training.request(projectId, cause);
    return FiringOutcome.STARTED;
  }

  private long settledSince(UUID projectId, Optional<TrainingSet> set) {
    return trainingSets.settledSince(projectId, set.orElse(null));
  }
}
