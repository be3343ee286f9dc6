package io.qalam.adjudication.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An editor's decision about one post: the gold label, which outranks what annotators said.
 *
 * <p>At most one is in force for a post. A new decision or an undo sets {@code undoneAt} on the
 * former one; what was decided is never changed or deleted. Like an annotation's, its label counts
 * as what the label schema in force made of it, and no longer where it was split or retired.
 */
@Entity
public class Adjudication extends TenantEntity {

  @Column(updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private UUID postId;

  @Column(updatable = false)
  private UUID editorId;

  @Column(updatable = false)
  private @Nullable String label;

  @Column(updatable = false)
  private @Nullable String summary;

  @Column(updatable = false)
  private @Nullable String note;

  @Column(updatable = false)
  private int schemaVersion;

  @Column(updatable = false)
  private Instant createdAt;

  private @Nullable Instant undoneAt;

  private @Nullable String recountedLabel;

  private @Nullable Instant supersededAt;

  /** For queries: the database makes it of the three. */
  @Column(insertable = false, updatable = false)
  private @Nullable String countedLabel;

  /** For Hibernate. */
  protected Adjudication() {}

  /**
   * The label an editor gives a post now, by the label schema in force; null where a summary is
   * given.
   */
  public Adjudication(
      UUID projectId,
      UUID postId,
      UUID editorId,
      @Nullable String label,
      @Nullable String note,
      int schemaVersion,
      Instant now) {
    super(Ids.next());
    this.projectId = projectId;
    this.postId = postId;
    this.editorId = editorId;
    this.label = label;
    this.note = note;
    this.schemaVersion = schemaVersion;
    this.createdAt = now;
  }

  /** Makes it one for a summary; before it is stored. */
  public Adjudication saying(String decided) {
    summary = decided;
    return this;
  }

  /** Takes the decision out of force; it stays as history. */
  public void undo(Instant now) {
    undoneAt = now;
  }

  /** Lets the decision count as a label of the schema in force; what was decided stays. */
  public void countAs(String image) {
    recountedLabel = image.equals(label) ? null : image;
  }

  /** Lets the decision count no longer: its label was split or retired. */
  public void supersede(Instant now) {
    supersededAt = now;
  }

  public boolean isInForce() {
    return undoneAt == null && supersededAt == null;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public UUID getPostId() {
    return postId;
  }

  public UUID getEditorId() {
    return editorId;
  }

  /** The label as it was decided, under {@link #getSchemaVersion}; null where it is a summary. */
  public @Nullable String getLabel() {
    return label;
  }

  /** What the label counts as now; none where it was split or retired. */
  public @Nullable String getCountedLabel() {
    if (supersededAt != null) {
      return null;
    }
    return recountedLabel == null ? label : recountedLabel;
  }

  /** The summary; null where the decision is a label. */
  public @Nullable String getSummary() {
    return summary;
  }

  public @Nullable String getNote() {
    return note;
  }

  public int getSchemaVersion() {
    return schemaVersion;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public @Nullable Instant getUndoneAt() {
    return undoneAt;
  }

  /** Since when its label counts no longer. */
  public @Nullable Instant getSupersededAt() {
    return supersededAt;
  }
}
