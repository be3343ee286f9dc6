package io.qalam.queue;

import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TenantRunner;
import io.qalam.tenant.TimerLease;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Carries on the walks that a change of settings began, on one node, and rests as long as it works,
 * so that reviewers keep half of the machine at least.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class QueueWalker {

  private static final Logger LOG = Logger.getLogger(QueueWalker.class.getName());
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** How long one project is worked on before the next has its turn. */
  private static final Duration TURN = Duration.ofSeconds(5);

  @Inject private TimerLease timer;
  @Inject private SystemDataSource system;
  @Inject private TenantRunner runner;
  @Inject private QueueWalks walks;

  private final ReentrantLock walking = new ReentrantLock();

  private record Place(UUID tenant, UUID project) {
    static Place of(SystemDataSource.Row row) throws SQLException {
      return new Place(row.uuid("tenant_id"), row.uuid("project_id"));
    }
  }

  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  void onTimer() {
    if (walking.tryLock()) {
      try {
        underWay().forEach(this::tryToWalk);
      } finally {
        walking.unlock();
      }
    }
  }

  private List<Place> underWay() {
    return system.query(
        "select tenant_id, project_id from queue_walk where ended_at is null order by begun_at",
        Place::of);
  }

  /** One project whose walk fails holds up no other. */
  private void tryToWalk(Place place) {
    try {
      walk(place);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          e,
          () -> "The queue of " + place.project + " cannot be brought in line now; trying again");
    }
  }

  private void walk(Place place) {
    long turnEnds = System.nanoTime() + TURN.toNanos();
    boolean more = true;
    while (more && System.nanoTime() < turnEnds && timer.hold("queue-walk", LEASE)) {
      long began = System.nanoTime();
      more = runner.inTenant(place.tenant, "timer", () -> walks.step(place.project));
      rest(System.nanoTime() - began);
    }
  }

  private static void rest(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
