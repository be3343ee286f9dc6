package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.Temperature;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.LossPoint;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.trainer.store.TrainedAdapter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker tells of one run. */
record RunMessages(TrainingRequest request, String workerId) {

  /**
   * How far the run is, or that it ended with nothing to keep.
   *
   * @param reason with {@link Phase#FAILED}
   */
  TrainingProgress at(
      Phase phase, int step, int steps, List<LossPoint> losses, @Nullable String reason) {
    return new TrainingProgress(
        request.runId(),
        request.attempt(),
        workerId,
        phase,
        step,
        steps,
        losses,
        null,
        0,
        null,
        null,
        null,
        null,
        List.of(),
        reason);
  }

  /** The same of a run that counts no steps. */
  TrainingProgress at(Phase phase, @Nullable String reason) {
    return at(phase, 0, 0, List.of(), reason);
  }

  /** The last message of a run whose adapter is stored. */
  TrainingProgress finished(TrainedAdapter stored) {
    return new TrainingProgress(
        request.runId(),
        request.attempt(),
        workerId,
        Phase.FINISHED,
        stored.steps(),
        stored.steps(),
        List.of(),
        stored.adapter(),
        stored.rank(),
        stored.temperature(),
        stored.yardstick(),
        stored.yardstickTemperature(),
        stored.effort(),
        stored.evaluation(),
        null);
  }

  /** The last message of a run that trained a yardstick alone. */
  TrainingProgress finished(
      YardstickReference yardstick, Temperature temperature, List<EvaluationRow> evaluation) {
    return new TrainingProgress(
        request.runId(),
        request.attempt(),
        workerId,
        Phase.FINISHED,
        0,
        0,
        List.of(),
        null,
        0,
        null,
        yardstick,
        temperature,
        null,
        evaluation,
        null);
  }
}
