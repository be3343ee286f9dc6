package io.qalam.tenant.model;

import java.util.UUID;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/**
 * Tells Hibernate the tenant of the running transaction, and refuses to work without one.
 *
 * <p>The tenant was bound by {@link TenantRepository#bind}; nothing else sets it.
 */
public final class TransactionTenantResolver implements CurrentTenantIdentifierResolver<UUID> {

  /**
   * The tenant of the running transaction.
   *
   * @throws NoTenantException when no tenant was bound to it
   */
  @Override
  public UUID resolveCurrentTenantIdentifier() {
    return TransactionTenant.current().orElseThrow(NoTenantException::new);
  }

  /**
   * Keeps Hibernate from adding the tenant to every query: the database does that, and with a
   * filter Hibernate translates each query anew each time (docs/adr/0003-tenancy.md).
   */
  @Override
  public boolean isRoot(UUID tenantId) {
    return true;
  }

  @Override
  public boolean validateExistingCurrentSessions() {
    return true;
  }
}
