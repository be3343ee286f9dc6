package io.qalam.training.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a training run made: a LoRA adapter, whose weights lie in the artifact store.
 *
 * <p>It fits one base model and one label schema for good. It begins as a CANDIDATE; the gate or an
 * admin makes it LIVE or REJECTED; the next one that goes live makes it RETIRED, and a rollback
 * LIVE again. At most one adapter of a project is LIVE.
 */
@Entity
public class Adapter extends TenantEntity {

  @Column(updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private @Nullable UUID runId;

  @Column(updatable = false)
  private @Nullable UUID parentId;

  @Column(updatable = false)
  private String baseModel;

  @Column(updatable = false)
  private int schemaVersion;

  @Column(updatable = false)
  private String sha256;

  @Column(updatable = false)
  private int rank;

  @Enumerated(EnumType.STRING)
  private AdapterState state;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private @Nullable FittedTemperature temperature;

  @Column(name = "development_f1")
  private @Nullable Float developmentF1;

  @Column(updatable = false)
  private Instant createdAt;

  private @Nullable Instant promotedAt;

  private @Nullable Instant retiredAt;

  @Version private int version;

  /** For Hibernate. */
  protected Adapter() {}

  /** The candidate of a run, as its worker stored it. */
  public Adapter(TrainingRun run, Weights weights, Instant now) {
    super(run.candidateId());
    this.projectId = run.getProjectId();
    this.runId = run.getId();
    this.parentId = run.getParentAdapterId();
    this.baseModel = weights.baseModel();
    this.schemaVersion = run.getSchemaVersion();
    this.sha256 = weights.sha256();
    this.rank = weights.rank();
    this.temperature = weights.temperature();
    this.state = AdapterState.CANDIDATE;
    this.createdAt = now;
  }

  /**
   * What a worker says of the weights it stored.
   *
   * @param sha256 of {@code adapter_model.safetensors}, lower-case hex
   * @param temperature null from a worker of before
   */
  public record Weights(
      String baseModel, String sha256, int rank, @Nullable FittedTemperature temperature) {}

  /** Takes down the macro-F1 on the development part, measured once, by the run. */
  public void measured(float macroF1) {
    developmentF1 = macroF1;
  }

  /** Makes it the one that predicts. */
  public void goLive(Instant now) {
    state = AdapterState.LIVE;
    promotedAt = now;
    retiredAt = null;
  }

  /** Takes it out of service; it stays ready for a rollback. */
  public void retire(Instant now) {
    state = AdapterState.RETIRED;
    retiredAt = now;
  }

  /** Turns it down. */
  public void reject() {
    state = AdapterState.REJECTED;
  }

  /** Null for one made before temperatures were fitted: it answers at 1. */
  public @Nullable FittedTemperature getTemperature() {
    return temperature;
  }

  public boolean isLive() {
    return state == AdapterState.LIVE;
  }

  /** Whether it was made for this label schema. */
  public boolean fitsSchema(int projectSchemaVersion) {
    return schemaVersion == projectSchemaVersion;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public @Nullable UUID getRunId() {
    return runId;
  }

  public @Nullable UUID getParentId() {
    return parentId;
  }

  public String getBaseModel() {
    return baseModel;
  }

  public int getSchemaVersion() {
    return schemaVersion;
  }

  public String getSha256() {
    return sha256;
  }

  public int getRank() {
    return rank;
  }

  public AdapterState getState() {
    return state;
  }

  public @Nullable Float getDevelopmentF1() {
    return developmentF1;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public @Nullable Instant getPromotedAt() {
    return promotedAt;
  }

  public @Nullable Instant getRetiredAt() {
    return retiredAt;
  }
}
