package io.qalam.queue;

import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TenantRunner;
import io.qalam.tenant.TimerLease;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Puts tasks whose lease has ended back into the queue, twice a minute.
 *
 * <p>Whoever finds nothing waiting takes back what ended, too; so a last task is never out of
 * reach.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LeaseSweeper {

  @Inject private TimerLease timer;
  @Inject private SystemDataSource system;
  @Inject private TenantRunner runner;
  @Inject private QueueService queue;

  private record Place(UUID tenant, UUID project) {
    static Place of(SystemDataSource.Row row) throws SQLException {
      return new Place(row.uuid("tenant_id"), row.uuid("project_id"));
    }
  }

  @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
  void sweep() {
    if (timer.hold("queue-leases", Duration.ofMinutes(2))) {
      for (Place place : withEndedLeases()) {
        runner.inTenant(place.tenant, "timer", () -> queue.reclaim(place.project));
      }
    }
  }

  private List<Place> withEndedLeases() {
    return system.query(
        """
        select distinct tenant_id, project_id from review_task
        where state = 'LEASED' and leased_until <= now()
        """,
        Place::of);
  }
}
