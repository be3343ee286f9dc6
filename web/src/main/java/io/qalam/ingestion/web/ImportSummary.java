package io.qalam.ingestion.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.qalam.ingestion.RejectReasons;
import io.qalam.ingestion.model.ImportJob;
import io.qalam.job.model.JobState;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as REST and the page show it.
 *
 * @param percent of the file that is read
 * @param records of the file that are dealt with: stored, known already or refused
 * @param failure why it ended before the file did, in the language of the reader
 */
public record ImportSummary(
    UUID id,
    String fileName,
    JobState state,
    long bytes,
    int percent,
    long records,
    long accepted,
    long duplicates,
    long rejected,
    @Nullable String failure,
    Instant createdAt,
    @Nullable Instant endedAt) {

  static ImportSummary of(ImportJob job, Locale locale) {
    String failure = job.getFailure();
    return new ImportSummary(
        job.getId(),
        job.getFileName(),
        job.getState(),
        job.getBytes(),
        job.getPercent(),
        job.getRecords(),
        job.getAccepted(),
        job.getDuplicates(),
        job.getRejected(),
        failure == null ? null : RejectReasons.read(failure, locale),
        job.getCreatedAt(),
        job.getEndedAt());
  }

  @JsonIgnore
  public boolean isRunning() {
    return state == JobState.RUNNING;
  }

  @JsonIgnore
  public boolean isStopped() {
    return state == JobState.CANCELLED;
  }
}
