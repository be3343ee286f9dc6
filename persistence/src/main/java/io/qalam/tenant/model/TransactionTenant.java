package io.qalam.tenant.model;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import java.util.UUID;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The tenant of the running transaction.
 *
 * <p>It is kept as a resource of the transaction itself and not of the thread, so that it ends with
 * the transaction and no later work on the same thread can inherit it.
 */
final class TransactionTenant {

  private static final String REGISTRY = "java:appserver/TransactionSynchronizationRegistry";

  private TransactionTenant() {}

  static Optional<UUID> current() {
    TransactionSynchronizationRegistry registry = registry();
    if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
      return Optional.empty();
    }
    return Optional.ofNullable((UUID) registry.getResource(TransactionTenant.class));
  }

  static void set(UUID tenantId) {
    registry().putResource(TransactionTenant.class, tenantId);
  }

  @SuppressWarnings("BanJNDI") // The name is a constant, and nothing is deserialised.
  private static TransactionSynchronizationRegistry registry() {
    try {
      return InitialContext.doLookup(REGISTRY);
    } catch (NamingException e) {
      throw new IllegalStateException("The server has no " + REGISTRY, e);
    }
  }
}
