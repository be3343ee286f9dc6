package io.qalam.outbox.model;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits for the relay.
 *
 * <p>The application's role may only add one: the relay reads and deletes them as the system role,
 * for all tenants, and so this entity has no {@code @TenantId}.
 */
@Entity
@Immutable
@Table(name = "outbox")
@SuppressWarnings("NullAway.Init")
public class OutboxMessage {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private @Nullable UUID tenantId;
  private String topic;
  private String key;
  private @Nullable String payload;
  private Instant createdAt;

  /** For Hibernate. */
  protected OutboxMessage() {}

  public Long getId() {
    return id;
  }
}
