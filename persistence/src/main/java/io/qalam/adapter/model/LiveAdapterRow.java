package io.qalam.adapter.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Which adapter is live in a project, which one was before it, and whether a yardstick answers in
 * its place.
 *
 * <p>Its id is the project's. A project without a row, or with neither adapter nor yardstick, is
 * predicted by the base model alone. The sequence grows when another answers, so that a worker that
 * sees changes late or twice always ends at the newest. An adapter stays live while a yardstick
 * answers: the next run goes on from it and is measured against it.
 */
@Entity
@Table(name = "live_adapter")
@AttributeOverride(name = "id", column = @Column(name = "project_id"))
public class LiveAdapterRow extends TenantEntity {

  private @Nullable UUID adapterId;

  private @Nullable UUID formerId;

  private @Nullable UUID yardstickId;

  private long sequence;

  private long adapterSequence;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Map<String, Object> choice;

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
   * Makes another adapter live, or with null the base model alone, and another yardstick answer, or
   * with null none; an adapter that is replaced stays ready for a rollback.
   *
   * @return false when both were so already, and nothing was changed
   */
  public boolean change(
      @Nullable UUID newAdapterId, @Nullable UUID newYardstickId, String by, Instant now) {
    boolean sameAdapter = Objects.equals(adapterId, newAdapterId);
    if (sameAdapter && Objects.equals(yardstickId, newYardstickId)) {
      return false;
    }
    UUID answered = answersId();
    if (!sameAdapter) {
      formerId = adapterId;
      adapterId = newAdapterId;
      adapterSequence++;
    }
    yardstickId = newYardstickId;
    if (!Objects.equals(answered, answersId())) {
      sequence++;
    }
    changedBy = by;
    changedAt = now;
    return true;
  }

  /** Keeps why the one that answers was chosen. */
  public void chose(Map<String, Object> why) {
    choice = Map.copyOf(why);
  }

  /** The id of what answers: the yardstick's or the adapter's; null for the base model alone. */
  public @Nullable UUID answersId() {
    return yardstickId == null ? adapterId : yardstickId;
  }

  public UUID getProjectId() {
    return getId();
  }

  /** The live adapter; null for the base model alone. */
  public @Nullable UUID getAdapterId() {
    return adapterId;
  }

  /** The one before it; null for the base model alone. */
  public @Nullable UUID getFormerId() {
    return formerId;
  }

  /** The yardstick that answers in its place; null where none does. */
  public @Nullable UUID getYardstickId() {
    return yardstickId;
  }

  public long getSequence() {
    return sequence;
  }

  /** Grows with every change of the adapter, whatever answers; 0 when none was ever live. */
  public long getAdapterSequence() {
    return adapterSequence;
  }

  /** Why this one answers, and by which figures; null before anything was chosen. */
  public @Nullable Map<String, Object> getChoice() {
    return choice;
  }

  public String getChangedBy() {
    return changedBy;
  }

  public Instant getChangedAt() {
    return changedAt;
  }
}
