package io.qalam.trainer.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker's heartbeat, every two seconds and after every swap. Topic {@code worker-status}, key
 * {@code workerId}; the same JSON is written to the file that {@code QALAM_WORKER_STATUS_FILE}
 * names, for {@code ./qalam status}.
 *
 * @param adapters adapters held ready
 * @param live project id → sequence of the live adapter in use
 * @param refused project id → why its newest adapter could not become live; the former one answers
 * @param memoryBytes resident memory of the process
 */
public record WorkerStatus(
    String workerId,
    String baseModel,
    String device,
    Instant startedAt,
    Instant at,
    List<UUID> adapters,
    Map<UUID, Long> live,
    Map<UUID, String> refused,
    @Nullable UUID trainingRun,
    long memoryBytes) {
  public WorkerStatus {
    adapters = List.copyOf(adapters);
    live = Map.copyOf(live);
    refused = Map.copyOf(refused);
  }
}
