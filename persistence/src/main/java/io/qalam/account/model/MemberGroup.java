package io.qalam.account.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.time.Instant;

/** Members who work together: projects may be for them alone, and quotas may hold for each. */
@Entity
@SuppressWarnings("NullAway.Init")
public class MemberGroup extends TenantEntity {

  @Column(nullable = false)
  private String name;

  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  @Version private int version;

  /** For Hibernate. */
  protected MemberGroup() {}

  /** A group without members. */
  public MemberGroup(String name) {
    super(Ids.next());
    this.name = name;
    this.createdAt = Instant.now();
  }

  public void rename(String newName) {
    name = newName;
  }

  public String getName() {
    return name;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
