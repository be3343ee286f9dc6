package io.qalam.labelschema.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;

/** A project that is for the members of a group. */
@Entity
@Immutable
@IdClass(ProjectGroup.Key.class)
@SuppressWarnings("NullAway.Init")
public class ProjectGroup {

  /** The key, but for the tenant. */
  public record Key(UUID projectId, UUID groupId) {}

  @Id private UUID projectId;
  @Id private UUID groupId;

  @TenantId
  @Column(updatable = false)
  private UUID tenantId;

  /** For Hibernate. */
  protected ProjectGroup() {}

  public ProjectGroup(UUID projectId, UUID groupId) {
    this.projectId = projectId;
    this.groupId = groupId;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public UUID getGroupId() {
    return groupId;
  }
}
