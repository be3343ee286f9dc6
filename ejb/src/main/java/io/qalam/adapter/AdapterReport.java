package io.qalam.adapter;

import io.qalam.labelschema.model.Served;
import io.qalam.training.WorkerReport;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.StoredYardstick;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project's adapters and what predicts now.
 *
 * @param adapters the newest first
 * @param liveId null for the base model alone
 * @param formerId what a rollback brings back; null for the base model alone
 * @param answersId what predicts: the live adapter, or the yardstick in its place; null for the
 *     base model alone
 * @param served the project's rule
 * @param choice why this one answers: {@code reason}, and where both were measured on the same
 *     posts {@code yardstickF1} and {@code adapterF1}; null before anything was chosen
 * @param yardstick the newest for the label schema in force
 * @param sequence how often what answers or is live has changed; 0 when it never did
 * @param workers those alive
 */
public record AdapterReport(
    List<Adapter> adapters,
    @Nullable UUID liveId,
    @Nullable UUID formerId,
    @Nullable UUID answersId,
    Served served,
    @Nullable Map<String, Object> choice,
    @Nullable StoredYardstick yardstick,
    long sequence,
    @Nullable String changedBy,
    @Nullable Instant changedAt,
    List<WorkerReport> workers) {

  public AdapterReport {
    adapters = List.copyOf(adapters);
    workers = List.copyOf(workers);
  }

  /** Whether a yardstick answers in the live adapter's place. */
  public boolean yardstickAnswers() {
    return answersId != null && !answersId.equals(liveId);
  }

  /** How many of the live workers answer with what is live. */
  public long liveOn() {
    return workers.stream().filter(worker -> worker.isUpTo(sequence)).count();
  }
}
