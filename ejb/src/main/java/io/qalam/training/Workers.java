package io.qalam.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qalam.tenant.SystemDataSource;
import io.qalam.trainer.protocol.WorkerStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The workers by their last heartbeat.
 *
 * <p>They are the system's own and serve every tenant, so this bean answers a tenant's questions
 * about its own project only, and never shows what else a worker does.
 */
@ApplicationScoped
public class Workers {

  /** Without a heartbeat for so long a worker counts as gone. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<UUID, Long>> SEQUENCES = new TypeReference<>() {};
  private static final TypeReference<Map<UUID, String>> REASONS = new TypeReference<>() {};

  private static final String STORE =
      """
      insert into worker (id, base_model, device, adapters, live, refused, training_run,
          memory_bytes, started_at, last_seen_at)
      values (?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, least(?, now()))
      on conflict (id) do update set base_model = excluded.base_model, device = excluded.device,
          adapters = excluded.adapters, live = excluded.live, refused = excluded.refused,
          training_run = excluded.training_run, memory_bytes = excluded.memory_bytes,
          started_at = excluded.started_at, last_seen_at = excluded.last_seen_at
      where worker.last_seen_at <= excluded.last_seen_at
      """;

  private static final String ALIVE =
      """
      select id, base_model, device, live, refused, training_run, last_seen_at from worker
      where last_seen_at > now() - ? * interval '1 second' order by id
      """;

  @Inject private SystemDataSource system;

  /** Keeps a heartbeat, unless a newer one of the worker is kept already. */
  void store(WorkerStatus status) {
    system.update(
        STORE,
        status.workerId(),
        status.baseModel(),
        status.device(),
        json(status.adapters()),
        json(status.live()),
        json(status.refused()),
        status.trainingRun(),
        status.memoryBytes(),
        status.startedAt(),
        status.at());
  }

  /** The workers that are alive, as far as they concern this project. */
  public List<WorkerReport> alive(UUID projectId) {
    return system.query(ALIVE, row -> report(row, projectId), PATIENCE.toSeconds());
  }

  /** The base models that live workers run; empty when no worker is alive. */
  public Set<String> baseModels() {
    return system.query(ALIVE, row -> row.text("base_model"), PATIENCE.toSeconds()).stream()
        .collect(Collectors.toSet());
  }

  /** Whether some worker is alive and none of them trains. */
  boolean areAllFree() {
    List<Boolean> busy =
        system.query(ALIVE, row -> row.maybeUuid("training_run").isPresent(), PATIENCE.toSeconds());
    return !busy.isEmpty() && !busy.contains(Boolean.TRUE);
  }

  private static WorkerReport report(SystemDataSource.Row row, UUID projectId) throws SQLException {
    Instant lastSeen = row.instant("last_seen_at").orElseThrow();
    return new WorkerReport(
        row.text("id"),
        row.text("base_model"),
        row.text("device"),
        row.maybeUuid("training_run").isPresent(),
        read(row.text("live"), SEQUENCES).getOrDefault(projectId, 0L),
        read(row.text("refused"), REASONS).get(projectId),
        lastSeen);
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
