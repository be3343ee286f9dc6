package io.qalam.trainer.store;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.EvaluationRow;
import java.util.List;
import java.util.UUID;

/**
 * {@code evaluation.json} of an adapter's folder: what the run that trained it ended with, so that
 * a request delivered again is answered without training again.
 */
public record TrainedAdapter(
    UUID runId, AdapterReference adapter, int rank, int steps, List<EvaluationRow> evaluation) {
  public TrainedAdapter {
    evaluation = List.copyOf(evaluation);
  }
}
