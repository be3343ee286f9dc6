package io.qalam.adapter.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which adapter predicts for a project, and which one did before it.
 *
 * <p>Its id is the project's. A project without a row, or with an empty adapter, is predicted by
 * the base model alone. The sequence grows with every change, so that a worker that sees changes
 * late or twice always ends at the newest.
 */
@Entity
@Table(name = "live_adapter")
@AttributeOverride(name = "id", column = @Column(name = "project_id"))
public class LiveAdapterRow extends TenantEntity {

  private @Nullable UUID adapterId;

  private @Nullable UUID formerId;

  private long sequence;

  private String changedBy;

  private Instant changedAt;

  @Version private int version;

  /** For Hibernate. */
  protected LiveAdapterRow() {}

  /** A project that the base model has predicted for up to now. */
  public LiveAdapterRow(UUID projectId, String changedBy, Instant now) {
    super(projectId);
    this.changedBy = changedBy;
    this.changedAt = now;
  }

  /**
   * Makes another adapter live, or with null the base model alone; the one it replaces stays ready
   * for a rollback.
   */
  public void change(@Nullable UUID newAdapterId, String by, Instant now) {
    if (Objects.equals(adapterId, newAdapterId)) {
      return;
    }
    formerId = adapterId;
    adapterId = newAdapterId;
    sequence++;
    changedBy = by;
    changedAt = now;
  }

  public UUID getProjectId() {
    return getId();
  }

  /** The adapter that predicts; null for the base model alone. */
  public @Nullable UUID getAdapterId() {
    return adapterId;
  }

  /** The one before it; null for the base model alone. */
  public @Nullable UUID getFormerId() {
    return formerId;
  }

  public long getSequence() {
    return sequence;
  }

  public String getChangedBy() {
    return changedBy;
  }

  public Instant getChangedAt() {
    return changedAt;
  }
}
