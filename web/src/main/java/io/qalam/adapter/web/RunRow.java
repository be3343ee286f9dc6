package io.qalam.adapter.web;

import io.qalam.training.model.RunCause;
import io.qalam.training.model.RunState;
import io.qalam.training.model.TrainingRun;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A run as the page shows it.
 *
 * @param name the end of its id, which is what people can tell apart
 * @param percent of the optimizer steps done
 */
public record RunRow(
    UUID id,
    String name,
    RunState state,
    RunCause cause,
    String requestedBy,
    String createdAt,
    int attempt,
    int step,
    int steps,
    int percent,
    String message,
    String verdict,
    boolean cancelRequested)
    implements Serializable {

  static RunRow of(TrainingRun run, ZoneId zone, TrainingWords words) {
    return new RunRow(
        run.getId(),
        name(run.getId()),
        run.getState(),
        run.getCause(),
        run.getRequestedBy(),
        words.time(run.getCreatedAt(), zone),
        run.getAttempt(),
        run.getStep(),
        run.getSteps(),
        run.getSteps() == 0 ? 0 : 100 * run.getStep() / run.getSteps(),
        words.reason(run),
        words.verdict(run.getVerdict()),
        run.isCancelRequested());
  }

  /** The last letters of an id: the first ones are the same for all of a day. */
  static String name(UUID id) {
    return id.toString().substring(30);
  }

  public boolean isActive() {
    return state.isActive();
  }

  public boolean isAwaiting() {
    return state == RunState.AWAITING_APPROVAL;
  }

  /** The look of its state: good, bad, warn or none. */
  public String getLook() {
    return switch (state) {
      case PROMOTED, TRAINED -> "";
      case QUEUED, RUNNING, EVALUATING -> "q-chip-busy";
      case AWAITING_APPROVAL -> "q-chip-warn";
      case REJECTED, FAILED -> "q-chip-danger";
      case CANCELLED -> "q-chip-quiet";
    };
  }
}
