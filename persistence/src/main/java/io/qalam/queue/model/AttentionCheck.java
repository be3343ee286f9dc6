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

  private int schemaVersion;

  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected AttentionCheck() {}

  /**
   * @param schemaVersion the label schema that the expected label is of
   */
  public AttentionCheck(UUID postId, UUID projectId, String expected, int schemaVersion) {
    super(postId);
    this.projectId = projectId;
    expect(expected, schemaVersion);
    this.createdAt = Instant.now();
  }

  /** Asks for another answer from now on, a label of that schema. */
  public final void expect(String label, int version) {
    expected = label;
    schemaVersion = version;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public String getExpected() {
    return expected;
  }

  /** The label schema that the expected label is of. */
  public int getSchemaVersion() {
    return schemaVersion;
  }
}
