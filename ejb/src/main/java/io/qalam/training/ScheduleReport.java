package io.qalam.training;

import io.qalam.training.model.FiringOutcome;
import io.qalam.trainingset.LabelTally;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project's schedule and what it stands before.
 *
 * @param nextTimes the calendar's next three times in its zone; empty while it is switched off
 * @param newLabels labels that are new since the last run's training set
 * @param lastOutcome what the last firing led to; null before the first
 */
public record ScheduleReport(
    String cron,
    String timeZone,
    int minNewLabels,
    boolean enabled,
    CalendarReading reading,
    List<ZonedDateTime> nextTimes,
    @Nullable Instant lastFiredAt,
    @Nullable FiringOutcome lastOutcome,
    long newLabels,
    LabelTally tally) {
  public ScheduleReport {
    nextTimes = List.copyOf(nextTimes);
  }
}
