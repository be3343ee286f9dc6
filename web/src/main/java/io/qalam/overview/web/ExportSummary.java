package io.qalam.overview.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.qalam.job.model.JobState;
import io.qalam.overview.ExportFormat;
import io.qalam.overview.OverviewWording;
import io.qalam.overview.model.ExportJob;
import io.qalam.tenant.StoredSentence;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export as REST and the page show it.
 *
 * @param format its name in an address
 * @param asked what posts are asked for by
 * @param total posts to write; null until they are counted
 * @param posts that are written
 * @param bytes of the file
 * @param sha256 of the file, in hex; null until it is whole
 * @param failure why it ended early, in the language of the reader
 * @param sweptAt when its file was deleted, because it was kept long enough
 */
public record ExportSummary(
    UUID id,
    String format,
    Map<String, String> asked,
    JobState state,
    @Nullable Long total,
    long posts,
    int percent,
    long bytes,
    @Nullable String sha256,
    @Nullable String failure,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable Instant sweptAt) {

  static ExportSummary of(ExportJob job, Locale locale) {
    String failure = job.getFailure();
    return new ExportSummary(
        job.getId(),
        ExportFormat.valueOf(job.getFormat()).parameter(),
        job.getAsked(),
        job.getState(),
        job.getTotal(),
        job.getPosts(),
        job.getPercent(),
        job.getBytes(),
        job.getSha256(),
        failure == null ? null : StoredSentence.read(failure, OverviewWording.values(), locale),
        job.getCreatedAt(),
        job.getEndedAt(),
        job.getSweptAt());
  }

  @JsonIgnore
  public boolean isRunning() {
    return state == JobState.RUNNING;
  }

  @JsonIgnore
  public boolean isStopped() {
    return state == JobState.CANCELLED;
  }

  /** Whether its file can be had. */
  @JsonIgnore
  public boolean isReady() {
    return state == JobState.DONE && sweptAt == null;
  }
}
