package io.qalam.training;

import io.qalam.trainer.protocol.EvaluationRow;
import java.util.List;
import java.util.UUID;

/**
 * A run has trained and measured a yardstick alone. Fired inside the transaction that keeps it.
 *
 * @param measured every part × task × language; the candidate's figures are the live adapter's
 */
public record YardstickTrained(UUID tenantId, UUID runId, List<EvaluationRow> measured) {
  public YardstickTrained {
    measured = List.copyOf(measured);
  }
}
