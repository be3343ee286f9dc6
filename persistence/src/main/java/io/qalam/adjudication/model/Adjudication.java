package io.qalam.adjudication.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * An editor's decision about one post: the gold label, which outranks what annotators said.
 *
 * <p>At most one is in force for a post. A new decision or an undo sets {@code undoneAt} on the
 * former one; no row is ever changed otherwise or deleted.
 */
@Entity
@Table(name = "adjudication")
public class Adjudication {

  @Id private UUID id;

  @TenantId
  @Column(name = "tenant_id")
  private UUID tenantId;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "post_id", updatable = false)
  private UUID postId;

  @Column(name = "editor_id", updatable = false)
  private UUID editorId;

  @Column(updatable = false)
  private String label;

  @Column(updatable = false)
  private @Nullable String note;

  @Column(name = "schema_version", updatable = false)
  private int schemaVersion;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "undone_at")
  private @Nullable Instant undoneAt;

  protected Adjudication() {}

  /** The label an editor gives a post now, by the label schema in force. */
  public Adjudication(
      UUID id,
      UUID projectId,
      UUID postId,
      UUID editorId,
      String label,
      @Nullable String note,
      int schemaVersion,
      Instant now) {
    this.id = id;
    this.projectId = projectId;
    this.postId = postId;
    this.editorId = editorId;
    this.label = label;
    this.note = note;
    this.schemaVersion = schemaVersion;
    this.createdAt = now;
  }

  /** Takes the decision out of force; it stays as history. */
  public void undo(Instant now) {
    undoneAt = now;
  }

  public boolean isInForce() {
    return undoneAt == null;
  }

  public UUID getId() {
    return id;
  }

  public UUID getTenantId() {
    return tenantId;
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

  public String getLabel() {
    return label;
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
}
