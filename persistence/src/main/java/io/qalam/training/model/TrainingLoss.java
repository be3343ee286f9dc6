package io.qalam.training.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/**
 * The loss of one optimizer step of a run.
 *
 * <p>An attempt that resumes at a checkpoint repeats steps of the one before; its value replaces
 * theirs, since those steps are the ones the adapter went through.
 */
@Entity
@IdClass(TrainingLoss.Key.class)
public class TrainingLoss {

  @Id
  @Column(updatable = false)
  private UUID runId;

  @Id
  @Column(updatable = false)
  private int step;

  @TenantId
  @Column(updatable = false)
  private UUID tenantId;

  private int attempt;

  private float loss;

  private float learningRate;

  private Instant at;

  /** For Hibernate. */
  protected TrainingLoss() {}

  /**
   * What a worker measured just now.
   *
   * @param loss mean over the step, in nats per answer token
   */
  public TrainingLoss(
      UUID runId, int attempt, int step, float loss, float learningRate, Instant at) {
    this.runId = runId;
    this.attempt = attempt;
    this.step = step;
    this.loss = loss;
    this.learningRate = learningRate;
    this.at = at;
  }

  /** A run and one of its steps. */
  public record Key(UUID runId, int step) implements Serializable {}

  Key key() {
    return new Key(runId, step);
  }

  /** Takes over what a newer attempt measured at the same step. */
  void replaceBy(TrainingLoss newer) {
    attempt = newer.attempt;
    loss = newer.loss;
    learningRate = newer.learningRate;
    at = newer.at;
  }

  public UUID getRunId() {
    return runId;
  }

  public int getStep() {
    return step;
  }

  public UUID getTenantId() {
    return tenantId;
  }

  public int getAttempt() {
    return attempt;
  }

  public float getLoss() {
    return loss;
  }

  public float getLearningRate() {
    return learningRate;
  }

  public Instant getAt() {
    return at;
  }
}
