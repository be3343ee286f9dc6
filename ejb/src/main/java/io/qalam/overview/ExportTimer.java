package io.qalam.overview;

import io.qalam.job.WaitingJobs;
import io.qalam.overview.model.ExportJob;
import io.qalam.overview.model.ExportJobRepository;
import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TenantRunner;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/** Takes up exports that nobody works on, and deletes files that were kept long enough. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExportTimer {

  private static final String OLD =
      """
      select tenant_id, id from export_job
      where swept_at is null and ended_at < now() - ? * interval '1 day' limit 100
      """;

  @Inject private WaitingJobs waiting;
  @Inject private ExportRuns runs;
  @Inject private SystemDataSource system;
  @Inject private TenantRunner runner;
  @Inject private ExportJobRepository jobs;
  @Inject private ExportFiles files;

  private record Old(UUID tenantId, UUID jobId) {}

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void onTimer() {
    waiting.each("export_job", runs::begin);
  }

  /** Each node may: the row is locked, and a file that is gone already is no fault. */
  @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
  void sweep() {
    system
        .query(OLD, row -> new Old(row.uuid("tenant_id"), row.uuid("id")), ExportRetention.days())
        .forEach(
            old -> runner.inTenant(old.tenantId, "timer", () -> sweep(old.tenantId, old.jobId)));
  }

  private void sweep(UUID tenantId, UUID jobId) {
    jobs.lock(jobId).filter(job -> job.getEndedAt() != null).ifPresent(job -> sweep(tenantId, job));
  }

  private void sweep(UUID tenantId, ExportJob job) {
    files.delete(tenantId, job.getId());
    job.sweep(Instant.now());
  }
}
