package io.qalam.review.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * One version of what a project tells its annotators, as Markdown.
 *
 * <p>It never changes: a new wording is a new version, so that it can be told which one an
 * annotation was given under.
 */
@Entity
@Immutable
@SuppressWarnings("NullAway.Init")
public class Guideline extends TenantEntity {

  @Column(updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private int version;

  @Column(updatable = false)
  private String markdown;

  @Column(updatable = false)
  private String createdBy;

  @Column(updatable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected Guideline() {}

  public Guideline(UUID projectId, int version, String markdown, String createdBy, Instant now) {
    super(Ids.next());
    this.projectId = projectId;
    this.version = version;
    this.markdown = markdown;
    this.createdBy = createdBy;
    this.createdAt = now;
  }

  public UUID getProjectId() {
    return projectId;
  }

  /** 1 for the project's first. */
  public int getVersion() {
    return version;
  }

  public String getMarkdown() {
    return markdown;
  }

  /** The user name of who wrote it. */
  public String getCreatedBy() {
    return createdBy;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
