package io.qalam.tenant.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * An organisation that uses Qalam: its accounts, projects and adapters are nobody else's.
 *
 * <p>Tenants are made from the machine itself by the launcher, never from a page, so the server
 * only reads them.
 */
@Entity
public class Tenant {

  @Id private UUID id;

  @Column(nullable = false, updatable = false)
  private String name;

  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected Tenant() {}

  public UUID getId() {
    return id;
  }

  /** The name a login and a topic carry: lower-case letters, digits and hyphens. */
  public String getName() {
    return name;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
