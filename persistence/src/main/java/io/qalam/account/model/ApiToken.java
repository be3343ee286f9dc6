package io.qalam.account.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token of one account, of which only the hash is stored.
 *
 * <p>It acts with the account's role of the moment, and ends when it is revoked, when it expires,
 * or when the account is disabled.
 */
@Entity
public class ApiToken extends TenantEntity {

  @Column(nullable = false, updatable = false)
  private UUID accountId;

  @Column(nullable = false, updatable = false)
  private String tokenHash;

  @Column(nullable = false, updatable = false)
  private String label;

  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  @Column(updatable = false)
  private @Nullable Instant expiresAt;

  /** Written by the system role at each use; never by Hibernate. */
  @Column(insertable = false, updatable = false)
  private @Nullable Instant lastUsedAt;

  private @Nullable Instant revokedAt;

  /** For Hibernate. */
  protected ApiToken() {}

  /** A new token; without {@code expiresAt} it lasts until it is revoked. */
  public ApiToken(UUID accountId, TokenSecret secret, String label, @Nullable Instant expiresAt) {
    super(Ids.next());
    this.accountId = accountId;
    this.tokenHash = secret.hash();
    this.label = label;
    this.createdAt = Instant.now();
    this.expiresAt = expiresAt;
  }

  /** Ends the token; a second call changes nothing. */
  public void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  public UUID getAccountId() {
    return accountId;
  }

  public String getLabel() {
    return label;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public @Nullable Instant getExpiresAt() {
    return expiresAt;
  }

  public @Nullable Instant getLastUsedAt() {
    return lastUsedAt;
  }

  public @Nullable Instant getRevokedAt() {
    return revokedAt;
  }
}
