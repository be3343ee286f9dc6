package io.qalam.job;

import io.qalam.tenant.SystemDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Finds jobs that nobody works on: their node was killed, or had no room.
 *
 * <p>Each node may take one; the job's own row says who has it.
 */
@ApplicationScoped
public class WaitingJobs {

  private static final String WAITING =
      """
      select tenant_id, id from %s
      where state = 'RUNNING' and (held_by is null or held_by = ? or held_until < now())
      order by created_at limit 20
      """;

  @Inject private SystemDataSource system;
  @Inject private JobSteps steps;

  private record Waiting(UUID tenantId, UUID jobId) {}

  /**
   * Hands over tenant and id of each, the oldest first.
   *
   * @param table of the kind of jobs
   */
  public void each(String table, BiConsumer<UUID, UUID> begin) {
    system
        .query(
            WAITING.formatted(table),
            row -> new Waiting(row.uuid("tenant_id"), row.uuid("id")),
            steps.node())
        .forEach(waiting -> begin.accept(waiting.tenantId(), waiting.jobId()));
  }
}
