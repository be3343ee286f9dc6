package io.qalam.adapter;

import io.qalam.adapter.model.LiveAdapterRepository;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.tenant.TenantDirectory;
import io.qalam.tenant.TenantRunner;
import io.qalam.tenant.TimerLease;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Tells the workers anew, at every start, what is live in each project.
 *
 * <p>The rows are the truth and the compacted topic follows them: a broker that lost its data, or a
 * backup that was restored beside a new broker, is so brought up to date. A message that says what
 * a worker knows already changes nothing there.
 */
@Startup
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LiveAdapterStartup {

  private static final Duration LEASE = Duration.ofSeconds(60);

  @Inject private TimerLease lease;
  @Inject private TenantDirectory tenants;
  @Inject private TenantRunner runner;
  @Inject private LiveAdapterRepository liveRows;
  @Inject private ProjectRepository projects;
  @Inject private LiveSwitch live;

  @PostConstruct
  void announceAll() {
    if (lease.hold("live-adapters", LEASE)) {
      tenants.list().forEach(tenant -> runner.inTenant(tenant.id(), "machine", this::announce));
    }
  }

  private void announce() {
    liveRows.list().stream()
        .filter(row -> projects.find(row.getProjectId()).isPresent())
        .forEach(live::announce);
  }
}
