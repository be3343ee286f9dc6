package io.qalam.prediction.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * What predicts for a project now, as this stage reads it; the adapter stage, which comes last,
 * writes the row.
 */
@Entity
@Immutable
@Table(name = "live_adapter")
@AttributeOverride(name = "id", column = @Column(name = "project_id"))
public class AdapterInUse extends TenantEntity {

  private @Nullable UUID adapterId;

  private @Nullable UUID yardstickId;

  private long sequence;

  private long adapterSequence;

  /** For Hibernate. */
  protected AdapterInUse() {}

  public @Nullable UUID getAdapterId() {
    return adapterId;
  }

  /** Answers in the adapter's place; null where none does. */
  public @Nullable UUID getYardstickId() {
    return yardstickId;
  }

  public long getSequence() {
    return sequence;
  }

  /** Grows with every change of the adapter, whatever answers. */
  public long getAdapterSequence() {
    return adapterSequence;
  }
}
