package io.qalam.trainer.store;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.Effort;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.Temperature;
import io.qalam.trainer.protocol.YardstickReference;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluation.json} of an adapter's folder: what the run that trained it ended with, so that
 * a request delivered again is answered without training again.
 *
 * @param temperature null where the worker was of before
 * @param yardstick what was trained beside it on the same rows; null where there is none
 * @param effort what the query strategy is worth; null where it was not measured
 */
public record TrainedAdapter(
    UUID runId,
    AdapterReference adapter,
    int rank,
    int steps,
    @Nullable Temperature temperature,
    @Nullable YardstickReference yardstick,
    @Nullable Temperature yardstickTemperature,
    @Nullable Effort effort,
    List<EvaluationRow> evaluation) {
  public TrainedAdapter {
    evaluation = List.copyOf(evaluation);
  }
}
