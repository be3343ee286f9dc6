package io.qalam.prediction.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What one adapter said of one post: the machine's word, never a person's.
 *
 * <p>A post's newest one is current; the others are history and are never changed.
 */
@Entity
@SuppressWarnings("NullAway.Init")
public class Prediction extends TenantEntity {

  @Column(nullable = false, updatable = false)
  private UUID projectId;

  @Column(nullable = false, updatable = false)
  private UUID postId;

  @Column(nullable = false, updatable = false)
  private UUID batchId;

  @Column(updatable = false)
  private @Nullable UUID adapterId;

  @Column(nullable = false, updatable = false)
  private String baseModel;

  @Column(nullable = false, updatable = false)
  private int schemaVersion;

  @Column(updatable = false)
  private @Nullable String label;

  @Column(updatable = false)
  private @Nullable String summary;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false, updatable = false)
  private Map<String, Double> probabilities;

  @Column(nullable = false, updatable = false)
  private float margin;

  @Column(name = "is_current", nullable = false)
  private boolean current = true;

  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected Prediction() {}

  /**
   * @param adapterId what answered; null for the base model alone
   * @param label null where it says a summary
   * @param probabilities of every label
   * @param margin best minus second best probability; of a summary see {@link #getMargin}
   */
  public Prediction(
      PredictionBatch batch,
      UUID postId,
      @Nullable UUID adapterId,
      String baseModel,
      @Nullable String label,
      Map<String, Double> probabilities,
      float margin) {
    super(Ids.next());
    this.projectId = batch.getProjectId();
    this.postId = postId;
    this.batchId = batch.getId();
    this.adapterId = adapterId;
    this.baseModel = baseModel;
    this.schemaVersion = batch.getSchemaVersion();
    this.label = label;
    this.probabilities = Map.copyOf(probabilities);
    this.margin = margin;
    this.createdAt = Instant.now();
  }

  /** Makes it one of a summary; before it is stored. */
  public Prediction saying(String written) {
    summary = written;
    return this;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public UUID getPostId() {
    return postId;
  }

  public UUID getBatchId() {
    return batchId;
  }

  /** The adapter that answered; null for the base model alone. */
  public @Nullable UUID getAdapterId() {
    return adapterId;
  }

  public String getBaseModel() {
    return baseModel;
  }

  /** Version of the label schema it was made under. */
  public int getSchemaVersion() {
    return schemaVersion;
  }

  /** The most probable label; null where it says a summary. */
  public @Nullable String getLabel() {
    return label;
  }

  /** The summary as the model wrote it, which may be empty; null where it says a label. */
  public @Nullable String getSummary() {
    return summary;
  }

  /** Every label's probability. */
  public Map<String, Double> getProbabilities() {
    return probabilities;
  }

  /**
   * How sure the model is, from 0 to 1: of a label the best minus the second best probability, of a
   * summary the geometric mean of its tokens' probabilities.
   */
  public float getMargin() {
    return margin;
  }

  /** Whether it is the newest one of its post. */
  public boolean isCurrent() {
    return current;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
