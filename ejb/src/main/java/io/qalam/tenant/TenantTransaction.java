package io.qalam.tenant;

import io.qalam.tenant.model.TenantRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The new transaction that {@link TenantRunner} works in; apart, because a proxy has to open it.
 */
@ApplicationScoped
class TenantTransaction {

  @Inject private TenantRepository tenants;

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public <T> T run(UUID tenantId, Supplier<T> work) {
    tenants.bind(tenantId);
    return work.get();
  }
}
