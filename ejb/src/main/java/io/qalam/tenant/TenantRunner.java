package io.qalam.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Does work for a tenant where no person asked for it: in timers, consumers and observers that run
 * after a commit.
 *
 * <p>The work has a transaction of its own and the machine as its caller; whoever called before is
 * the caller again afterwards, also when the work fails.
 */
@ApplicationScoped
public class TenantRunner {

  @Inject private TenantContext context;
  @Inject private TenantDirectory directory;
  @Inject private TenantTransaction transaction;

  /**
   * Runs {@code work} in a new transaction bound to the tenant and returns its outcome.
   *
   * @param actor {@code timer} or {@code machine}, for the audit trail
   * @throws NotFound when there is no such tenant
   */
  @ActivateRequestContext
  public <T> T inTenant(UUID tenantId, String actor, Supplier<T> work) {
    Optional<Caller> former = context.known();
    context.become(Caller.machine(tenantId, directory.name(tenantId), actor));
    try {
      return transaction.run(tenantId, work);
    } finally {
      context.become(former.orElse(null));
    }
  }

  /** Runs {@code work} in a new transaction bound to the tenant. */
  @ActivateRequestContext
  public void inTenant(UUID tenantId, String actor, Runnable work) {
    inTenant(
        tenantId,
        actor,
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }
}
