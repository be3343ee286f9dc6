package io.qalam.prediction;

import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TenantRunner;
import io.qalam.tenant.TimerLease;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sweeps every project in turn, on one node, each in a transaction of its own: a project that
 * cannot be swept now holds up no other.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PredictionSweeper {

  private static final Logger LOG = Logger.getLogger(PredictionSweeper.class.getName());
  private static final String LEASE = "prediction-sweeper";
  private static final Duration LEASE_LENGTH = Duration.ofSeconds(60);

  @Inject private TimerLease leases;
  @Inject private SystemDataSource system;
  @Inject private TenantRunner runner;
  @Inject private WorkerSilence silence;
  @Inject private PredictionSweep sweep;

  private final ReentrantLock sweeping = new ReentrantLock();
  private volatile boolean troubled;

  private record Place(UUID tenantId, UUID projectId) {}

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  void onTimer() {
    if (!sweeping.tryLock()) {
      return;
    }
    try {
      if (leases.hold(LEASE, LEASE_LENGTH)) {
        sweep(Instant.now());
      }
      troubled = false;
    } catch (RuntimeException e) {
      if (!troubled) {
        LOG.log(Level.WARNING, "Predictions cannot be swept now; trying again", e);
      }
      troubled = true;
    } finally {
      sweeping.unlock();
    }
  }

  /** Sweeps as of that time. */
  public void sweep(Instant now) {
    WorkerSilence.Heard heard = silence.heard(now);
    for (Place place :
        system.query(
            "select tenant_id, id from project where deleted_at is null order by id",
            PredictionSweeper::place)) {
      sweep(place, heard, now);
    }
  }

  private static Place place(SystemDataSource.Row row) throws SQLException {
    return new Place(row.uuid("tenant_id"), row.uuid("id"));
  }

  private void sweep(Place place, WorkerSilence.Heard heard, Instant now) {
    try {
      runner.inTenant(place.tenantId(), "timer", () -> sweep.sweep(place.projectId(), heard, now));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Project " + place.projectId() + " cannot be swept now", e);
    }
  }
}
