package io.qalam.training.web;

import io.qalam.training.RunReasons;
import io.qalam.training.model.RunCause;
import io.qalam.training.model.RunState;
import io.qalam.training.model.TrainingRun;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A training run as REST shows it in a list. */
public record RunSummary(
    UUID id,
    UUID projectId,
    RunState state,
    RunCause cause,
    String requestedBy,
    int attempt,
    Progress progress,
    @Nullable String message,
    @Nullable UUID adapterId,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Optimizer steps done; {@code steps} is 0 until a worker has counted them. */
  public record Progress(int step, int steps) {

    /** How far this run is. */
    public static Progress of(TrainingRun run) {
      return new Progress(run.getStep(), run.getSteps());
    }
  }

  /** What a list shows of this run. */
  public static RunSummary of(TrainingRun run, Locale locale) {
    return new RunSummary(
        run.getId(),
        run.getProjectId(),
        run.getState(),
        run.getCause(),
        run.getRequestedBy(),
        run.getAttempt(),
        Progress.of(run),
        RunReasons.of(run, locale),
        run.getAdapterId(),
        run.getCreatedAt(),
        run.getStartedAt(),
        run.getFinishedAt());
  }
}
