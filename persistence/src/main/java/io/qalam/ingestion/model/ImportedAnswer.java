package io.qalam.ingestion.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was said of a post before it came here; it stands as it was said. */
@MappedSuperclass
@SuppressWarnings("NullAway.Init")
public abstract class ImportedAnswer extends TenantEntity {

  @Column(nullable = false)
  private UUID projectId;

  @Column(nullable = false)
  private UUID postId;

  private @Nullable String label;
  private @Nullable String summary;
  private int schemaVersion;
  private @Nullable Instant madeAt;

  /** For Hibernate. */
  protected ImportedAnswer() {}

  /**
   * @param post that it came along with
   * @param said a label of the schema version, a summary, or neither
   * @param madeAt null where the file does not say
   */
  protected ImportedAnswer(Post post, ImportedWords said, @Nullable Instant madeAt) {
    super(Ids.next());
    this.projectId = post.getProjectId();
    this.postId = post.getId();
    this.label = said.label();
    this.summary = said.summary();
    this.schemaVersion = said.schemaVersion();
    this.madeAt = madeAt;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public UUID getPostId() {
    return postId;
  }

  /** As it was said, under {@link #getSchemaVersion()}. */
  public @Nullable String getLabel() {
    return label;
  }

  public @Nullable String getSummary() {
    return summary;
  }

  public int getSchemaVersion() {
    return schemaVersion;
  }

  public @Nullable Instant getMadeAt() {
    return madeAt;
  }
}
