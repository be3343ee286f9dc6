package io.qalam.tenant.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

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
      em.unwrap(Session.class).doWork(connection -> bind(connection, tenantId));
    } else if (!bound.get().equals(tenantId)) {
      throw new IllegalStateException("The transaction belongs to another tenant");
    }
  }

  /** By plain JDBC: Hibernate would keep a new plan of a native query each time, under a lock. */
  private static void bind(Connection connection, UUID tenantId) throws SQLException {
    try (PreparedStatement bind =
        connection.prepareStatement("select set_config('app.tenant', ?, true)")) {
      bind.setString(1, tenantId.toString());
      bind.execute();
    }
  }

  /** The tenant of this id. */
  public Optional<Tenant> find(UUID id) {
    return Optional.ofNullable(em.find(Tenant.class, id));
  }
}
