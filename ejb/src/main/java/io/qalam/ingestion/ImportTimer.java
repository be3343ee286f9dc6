package io.qalam.ingestion;

import io.qalam.tenant.SystemDataSource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Finds imports that nobody works on: their node was killed, or had no room.
 *
 * <p>Each node may take one; the import's own row says who has it.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportTimer {

  private static final String WAITING =
      """
      select tenant_id, id from import_job
      where state = 'RUNNING' and (held_by is null or held_by = ? or held_until < now())
      order by created_at limit 20
      """;

  @Inject private SystemDataSource system;
  @Inject private ImportSteps steps;
  @Inject private ImportRuns runs;

  private record Waiting(UUID tenantId, UUID jobId) {
    static Waiting of(SystemDataSource.Row row) throws SQLException {
      return new Waiting(row.uuid("tenant_id"), row.uuid("id"));
    }
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void onTimer() {
    system
        .query(WAITING, Waiting::of, steps.node())
        .forEach(waiting -> runs.begin(waiting.tenantId(), waiting.jobId()));
  }
}
