package io.qalam.tenant.model;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/**
 * The base of a row that belongs to a tenant and has an id of its own.
 *
 * <p>Hibernate fills the tenant from the transaction; the database's row-level security adds it to
 * every statement, and {@link TenantGuard} looks at what was read. Two entities are equal when
 * their ids are.
 */
@MappedSuperclass
@SuppressWarnings("NullAway.Init")
public abstract class TenantEntity {

  @Id private UUID id;

  @TenantId
  @Column(updatable = false)
  private UUID tenantId;

  /** For Hibernate. */
  protected TenantEntity() {}

  protected TenantEntity(UUID id) {
    this.id = id;
  }

  public UUID getId() {
    return id;
  }

  /** The tenant, known once the row is stored. */
  public UUID getTenantId() {
    return tenantId;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof TenantEntity entity && id.equals(entity.getId());
  }

  @Override
  public final int hashCode() {
    return id.hashCode();
  }
}
