package io.qalam.prediction.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;

/** A post that a batch asks for. */
@Entity
@Immutable
@IdClass(PredictionBatchPost.Key.class)
@SuppressWarnings("NullAway.Init")
public class PredictionBatchPost {

  /** The key, but for the tenant. */
  public record Key(UUID batchId, UUID postId) {}

  @Id private UUID batchId;
  @Id private UUID postId;

  @TenantId
  @Column(updatable = false)
  private UUID tenantId;

  /** For Hibernate. */
  protected PredictionBatchPost() {}

  public PredictionBatchPost(UUID batchId, UUID postId) {
    this.batchId = batchId;
    this.postId = postId;
  }

  public UUID getBatchId() {
    return batchId;
  }

  public UUID getPostId() {
    return postId;
  }
}
