package io.qalam.account.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;

/** A member who belongs to a group. */
@Entity
@Immutable
@IdClass(GroupMember.Key.class)
@SuppressWarnings("NullAway.Init")
public class GroupMember {

  /** The key, but for the tenant. */
  public record Key(UUID groupId, UUID accountId) {}

  @Id private UUID groupId;
  @Id private UUID accountId;

  @TenantId
  @Column(updatable = false)
  private UUID tenantId;

  /** For Hibernate. */
  protected GroupMember() {}

  public GroupMember(UUID groupId, UUID accountId) {
    this.groupId = groupId;
    this.accountId = accountId;
  }

  public UUID getGroupId() {
    return groupId;
  }

  public UUID getAccountId() {
    return accountId;
  }
}
