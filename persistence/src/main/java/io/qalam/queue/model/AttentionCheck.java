package io.qalam.queue.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;

/**
 * A post that an admin marked with the answer it asks for; its id is the post's.
 *
 * <p>It is given to members to see whether they read, and to nobody for a label.
 */
@Entity
@AttributeOverride(name = "id", column = @Column(name = "post_id"))
@SuppressWarnings("NullAway.Init")
public class AttentionCheck extends TenantEntity {

  @Column(nullable = false, updatable = false)
  private UUID projectId;

  @Column(nullable = false)
  private String expected;

  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected AttentionCheck() {}

  public AttentionCheck(UUID postId, UUID projectId, String expected) {
    super(postId);
    this.projectId = projectId;
    this.expected = expected;
    this.createdAt = Instant.now();
  }

  /** Asks for another answer from now on. */
  public void expect(String label) {
    expected = label;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public String getExpected() {
    return expected;
  }
}
