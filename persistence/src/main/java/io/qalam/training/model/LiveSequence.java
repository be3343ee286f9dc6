package io.qalam.training.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * What is live in a project and since which change, as training reads it; the adapter stage writes
 * the row.
 *
 * <p>A run notes the sequence it was asked for under, so that the gate can tell whether the
 * candidate was measured against what is live when it decides.
 */
@Entity
@Immutable
@Table(name = "live_adapter")
@AttributeOverride(name = "id", column = @Column(name = "project_id"))
public class LiveSequence extends TenantEntity {

  private @Nullable UUID adapterId;

  private long sequence;

  /** For Hibernate. */
  protected LiveSequence() {}

  /** The adapter that predicts; null for the base model alone. */
  public @Nullable UUID getAdapterId() {
    return adapterId;
  }

  /** Grows with every change of what is live. */
  public long getSequence() {
    return sequence;
  }
}
