package io.qalam.tenant.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** Binds a transaction to its tenant, and finds tenants. */
@ApplicationScoped
public class TenantRepository {

  @PersistenceContext(unitName = "qalam")
  private EntityManager em;

  /**
   * Binds the running transaction to a tenant: for Hibernate and for the database's row-level
   * security, both until the transaction ends. Call it before the first use of any repository.
   *
   * @throws IllegalStateException when the transaction is bound to another tenant already
   */
  public void bind(UUID tenantId) {
    Optional<UUID> bound = TransactionTenant.current();
    if (bound.isEmpty()) {
      TransactionTenant.set(tenantId);
      em.createNativeQuery("select set_config('app.tenant', ?1, true)", String.class)
          .setParameter(1, tenantId.toString())
          .getSingleResult();
    } else if (!bound.get().equals(tenantId)) {
      throw new IllegalStateException("The transaction belongs to another tenant");
    }
  }

  /** The tenant of this id. */
  public Optional<Tenant> find(UUID id) {
    return Optional.ofNullable(em.find(Tenant.class, id));
  }
}
