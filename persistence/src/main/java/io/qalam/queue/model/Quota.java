package io.qalam.queue.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many answers may be given in a project: by one member, by each member of a group, or by each
 * member who has no other quota.
 */
@Entity
@SuppressWarnings("NullAway.Init")
public class Quota extends TenantEntity {

  @Column(nullable = false, updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private @Nullable UUID accountId;

  @Column(updatable = false)
  private @Nullable UUID groupId;

  private @Nullable Integer perDay;
  private @Nullable Integer inAll;

  @Column(nullable = false)
  private String timeZone;

  /** For Hibernate. */
  protected Quota() {}

  /** A quota that bounds nothing yet. */
  public Quota(UUID projectId, @Nullable UUID accountId, @Nullable UUID groupId) {
    super(Ids.next());
    this.projectId = projectId;
    this.accountId = accountId;
    this.groupId = groupId;
  }

  /**
   * Sets its bounds.
   *
   * @param answersADay null for any number
   * @param answersInAll null for any number
   * @param zone whose days they are
   */
  public void bound(@Nullable Integer answersADay, @Nullable Integer answersInAll, ZoneId zone) {
    perDay = answersADay;
    inAll = answersInAll;
    timeZone = zone.getId();
  }

  public UUID getProjectId() {
    return projectId;
  }

  /** The one member whose quota it is; null for a group's and everybody's. */
  public @Nullable UUID getAccountId() {
    return accountId;
  }

  /** The group whose members' quota it is; null for one member's and everybody's. */
  public @Nullable UUID getGroupId() {
    return groupId;
  }

  /** Answers a day; null for any number. */
  public @Nullable Integer getPerDay() {
    return perDay;
  }

  /** Answers in all; null for any number. */
  public @Nullable Integer getInAll() {
    return inAll;
  }

  /** Whose days they are. */
  public ZoneId getZone() {
    return ZoneId.of(timeZone);
  }

  /** When the day began that a moment is in. */
  public Instant dayOf(Instant moment) {
    return moment.atZone(getZone()).toLocalDate().atStartOfDay(getZone()).toInstant();
  }

  /** When the day after it begins. */
  public Instant dayAfter(Instant moment) {
    return moment.atZone(getZone()).toLocalDate().plusDays(1).atStartOfDay(getZone()).toInstant();
  }
}
