package io.qalam.training.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * TF-IDF and logistic regression on a run's own rows, whose file lies in the artifact store.
 *
 * <p>It fits one label schema for good, and any base model. Its figures are in the run's
 * evaluation.
 */
@Entity
@Immutable
@Table(name = "yardstick")
public class StoredYardstick extends TenantEntity {

  @Column(updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private UUID runId;

  @Column(updatable = false)
  private int schemaVersion;

  @Column(updatable = false)
  private String sha256;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private @Nullable FittedTemperature temperature;

  @Column(updatable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected StoredYardstick() {}

  /**
   * The yardstick of a run, as its worker stored it.
   *
   * @param sha256 of its file, lower-case hex
   * @param temperature null from a worker of before
   */
  public StoredYardstick(
      UUID id,
      TrainingRun run,
      String sha256,
      @Nullable FittedTemperature temperature,
      Instant now) {
    super(id);
    this.projectId = run.getProjectId();
    this.runId = run.getId();
    this.schemaVersion = run.getSchemaVersion();
    this.sha256 = sha256;
    this.temperature = temperature;
    this.createdAt = now;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public UUID getRunId() {
    return runId;
  }

  public int getSchemaVersion() {
    return schemaVersion;
  }

  public String getSha256() {
    return sha256;
  }

  /** Null for one made before temperatures were fitted: it answers at 1. */
  public @Nullable FittedTemperature getTemperature() {
    return temperature;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
