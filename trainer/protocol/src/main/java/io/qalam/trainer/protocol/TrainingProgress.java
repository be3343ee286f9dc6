package io.qalam.trainer.protocol;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker tells of a run. Topic {@code training-progress}, key {@code runId}.
 *
 * @param step optimizer steps done, of {@code steps}
 * @param losses those since the last message
 * @param adapter the stored candidate, with {@link Phase#FINISHED}
 * @param temperature the candidate's, with {@link Phase#FINISHED}; null from a worker of before
 * @param yardstick the stored yardstick of the run's own rows, with {@link Phase#FINISHED}; null
 *     where there is none
 * @param yardstickTemperature the yardstick's, where there is one
 * @param effort what the query strategy is worth, where a run of an adapter measured it
 * @param evaluation rows for every part × task × language, with {@link Phase#FINISHED}
 * @param message the reason, with {@link Phase#FAILED}
 */
public record TrainingProgress(
    UUID runId,
    int attempt,
    String workerId,
    Phase phase,
    int step,
    int steps,
    List<LossPoint> losses,
    @Nullable AdapterReference adapter,
    int rank,
    @Nullable Temperature temperature,
    @Nullable YardstickReference yardstick,
    @Nullable Temperature yardstickTemperature,
    @Nullable Effort effort,
    List<EvaluationRow> evaluation,
    @Nullable String message) {
  public TrainingProgress {
    losses = List.copyOf(losses);
    evaluation = List.copyOf(evaluation);
  }

  /** Where the run stands; a worker sends a RUNNING message at least every five seconds. */
  public enum Phase {
    RUNNING,
    EVALUATING,
    FINISHED,
    FAILED,
    CANCELLED
  }

  /** Mean loss (nats per answer token) of one optimizer step. */
  public record LossPoint(int step, float loss, float learningRate) {}
}
