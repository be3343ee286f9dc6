package io.qalam.training;

import io.qalam.trainer.protocol.EvaluationRow;
import java.util.List;
import java.util.UUID;

/**
 * A run has stored its candidate and measured it. Fired inside the transaction that keeps the
 * candidate, so that it is never kept without a verdict.
 *
 * @param measured every part × task × language, candidate and live adapter
 */
public record CandidateTrained(UUID tenantId, UUID runId, List<EvaluationRow> measured) {
  public CandidateTrained {
    measured = List.copyOf(measured);
  }
}
