package io.qalam.training;

import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TenantRunner;
import io.qalam.tenant.TimerLease;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The clock of the training stage: every few seconds it fires the schedules whose time has come and
 * looks after the runs under way.
 *
 * <p>The timer itself remembers nothing; what is due stands in the rows, so that nothing is missed
 * while no server runs. With several nodes the one that holds the lease works. Each project and
 * each run has a transaction of its own, so that one that fails does not hold up the others.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TrainingTimer {

  private static final Logger LOG = System.getLogger(TrainingTimer.class.getName());
  private static final Duration LEASE = Duration.ofSeconds(20);

  private static final String DUE =
      """
      select s.tenant_id, s.project_id as id from training_schedule s
      join project p on p.tenant_id = s.tenant_id and p.id = s.project_id and p.deleted_at is null
      where s.enabled and (s.next_fire_at <= now() or s.min_new_labels > 0)
      """;

  private static final String FOLLOWED =
      """
      select tenant_id, id from project
      where deleted_at is null and served in ('YARDSTICK', 'AUTO') order by id
      """;

  private static final String SILENT =
      """
      select tenant_id, id from training_run where state in ('QUEUED', 'RUNNING', 'EVALUATING')
      and coalesce(heartbeat_at, created_at) < now() - ? * interval '1 second'
      """;

  @Inject private TimerLease lease;
  @Inject private SystemDataSource system;
  @Inject private TenantRunner runner;
  @Inject private ScheduleFiring firing;
  @Inject private RunWatch watch;
  @Inject private YardstickFollowing following;

  private record Row(UUID tenantId, UUID id) {}

  /** Fires every schedule that is due. */
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void fireSchedules() {
    if (lease.hold("training-schedule", LEASE)) {
      each(due(DUE), firing::fire);
    }
  }

  /** Has yardsticks that may answer follow the labels. */
  @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
  public void followLabels() {
    if (lease.hold("training-yardsticks", LEASE)) {
      each(due(FOLLOWED), following::follow);
    }
  }

  /** Drives on every run that fell silent. */
  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void watchRuns() {
    if (lease.hold("training-watch", LEASE)) {
      each(due(SILENT, RunWatch.SILENCE.toSeconds()), watch::look);
    }
  }

  private List<Row> due(String sql, Object... parameters) {
    return system.query(sql, row -> new Row(row.uuid("tenant_id"), row.uuid("id")), parameters);
  }

  private void each(List<Row> rows, BiConsumer<UUID, Instant> work) {
    for (Row row : rows) {
      try {
        runner.inTenant(row.tenantId(), "timer", () -> work.accept(row.id(), Instant.now()));
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "The training timer could not do its work for " + row.id(), e);
      }
    }
  }
}
