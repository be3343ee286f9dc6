package io.qalam.adapter;

import io.qalam.training.WorkerReport;
import io.qalam.training.model.Adapter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project's adapters and what predicts now.
 *
 * @param adapters the newest first
 * @param liveId null for the base model alone
 * @param formerId what a rollback brings back; null for the base model alone
 * @param sequence how often what is live has changed; 0 when it never did
 * @param workers those alive
 */
public record AdapterReport(
    List<Adapter> adapters,
    @Nullable UUID liveId,
    @Nullable UUID formerId,
    long sequence,
    @Nullable String changedBy,
    @Nullable Instant changedAt,
    List<WorkerReport> workers) {

  public AdapterReport {
    adapters = List.copyOf(adapters);
    workers = List.copyOf(workers);
  }

  /** How many of the live workers answer with what is live. */
  public long liveOn() {
    return workers.stream().filter(worker -> worker.isUpTo(sequence)).count();
  }
}
