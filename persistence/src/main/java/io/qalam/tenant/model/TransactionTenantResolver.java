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

  @Override
  public boolean validateExistingCurrentSessions() {
    return true;
  }
}
