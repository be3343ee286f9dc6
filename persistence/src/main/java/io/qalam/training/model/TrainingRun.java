package io.qalam.training.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import io.qalam.trainingset.model.TrainingSet;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One training run, from the request to the verdict.
 *
 * <p>The row comes first, the message to the workers after it. A worker's word counts only while it
 * names the run's newest attempt and the run is active, so that a worker that was given up and
 * wakes again cannot overwrite the one that took its place. The adapter a run makes carries the
 * run's own id: a run makes at most one, whichever of its attempts succeeds.
 */
@Entity
public class TrainingRun extends TenantEntity {

  /** So often is a run that fell silent asked for again, before it fails. */
  public static final int MOST_ATTEMPTS = 5;

  @Column(updatable = false)
  private UUID projectId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private RunKind kind;

  @Enumerated(EnumType.STRING)
  private RunState state;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private RunCause cause;

  @Column(updatable = false)
  private String requestedBy;

  private int attempt;

  @Column(updatable = false)
  private UUID trainingSetId;

  @Column(updatable = false)
  private int schemaVersion;

  @Column(updatable = false)
  private @Nullable UUID parentAdapterId;

  @Column(updatable = false)
  private long liveSequence;

  private @Nullable UUID adapterId;

  private @Nullable String workerId;

  private int step;

  private int steps;

  private @Nullable String message;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Map<String, Object> verdict;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable StrategyEffort effort;

  private boolean cancelRequested;

  @Column(updatable = false)
  private Instant createdAt;

  private @Nullable Instant startedAt;

  private @Nullable Instant heartbeatAt;

  private @Nullable Instant finishedAt;

  @Version private int version;

  /** For Hibernate. */
  protected TrainingRun() {}

  /**
   * A run that waits for a worker.
   *
   * @param parentAdapterId the live adapter it continues from and is measured against, or null for
   *     the base model
   * @param liveSequence the project's live-adapter sequence at this moment
   */
  public TrainingRun(
      TrainingSet set,
      RunKind kind,
      RunCause cause,
      String requestedBy,
      @Nullable UUID parentAdapterId,
      long liveSequence,
      Instant now) {
    super(Ids.next());
    this.projectId = set.getProjectId();
    this.trainingSetId = set.getId();
    this.schemaVersion = set.getSchemaVersion();
    this.kind = kind;
    this.cause = cause;
    this.requestedBy = requestedBy;
    this.parentAdapterId = parentAdapterId;
    this.liveSequence = liveSequence;
    this.state = RunState.QUEUED;
    this.attempt = 1;
    this.createdAt = now;
  }

  /** The id under which a worker stores what this run makes. */
  public UUID candidateId() {
    return getId();
  }

  /** Whether a message of this attempt still says something about the run. */
  public boolean listensTo(int messageAttempt) {
    return state.isActive() && messageAttempt == attempt;
  }

  /** Takes down that a worker trains and how far it is. */
  public void train(String worker, int newStep, int newSteps, Instant now) {
    hear(worker, now);
    state = RunState.RUNNING;
    step = newStep;
    steps = newSteps;
  }

  /** Takes down that a worker measures the candidate. */
  public void evaluate(String worker, Instant now) {
    hear(worker, now);
    state = RunState.EVALUATING;
    step = steps;
  }

  /** Takes down the adapter that was stored; the gate has not spoken yet. */
  public void trained(String worker, UUID candidate, Instant now) {
    evaluate(worker, now);
    adapterId = candidate;
  }

  /** Ends a run of a yardstick alone: the yardstick is kept. */
  public void trainedYardstick(String worker, Instant now) {
    hear(worker, now);
    end(RunState.TRAINED, null, now);
  }

  /** Leaves the decision to an admin. */
  public void awaitApproval(String why, Map<String, Object> gateVerdict) {
    state = RunState.AWAITING_APPROVAL;
    message = why;
    verdict = Map.copyOf(gateVerdict);
  }

  /** Keeps the gate's verdict of a candidate that is about to go live. */
  public void pass(String why, Map<String, Object> gateVerdict) {
    message = why;
    verdict = Map.copyOf(gateVerdict);
  }

  /** Turns the candidate down by the gate's verdict. */
  public void reject(String why, Map<String, Object> gateVerdict, Instant now) {
    verdict = Map.copyOf(gateVerdict);
    reject(why, now);
  }

  /** Turns the candidate down, by an admin or because it no longer fits the project. */
  public void reject(String why, Instant now) {
    end(RunState.REJECTED, why, now);
  }

  /** Ends the run with its adapter live. */
  public void promote(Instant now) {
    end(RunState.PROMOTED, message, now);
  }

  /** Ends the run without an adapter. */
  public void fail(String why, Instant now) {
    end(RunState.FAILED, why, now);
  }

  /** Ends the run by an admin's wish. */
  public void cancel(@Nullable String why, Instant now) {
    cancelRequested = true;
    end(RunState.CANCELLED, why, now);
  }

  /** Asks the worker to end; the run is cancelled when it answers. */
  public void requestCancel() {
    cancelRequested = true;
  }

  /**
   * Queues the run again after its worker fell silent; steps done are kept by the checkpoint.
   *
   * @return false when the attempts are used up, and nothing was changed
   */
  public boolean tryAgain(String why, Instant now) {
    if (attempt >= MOST_ATTEMPTS) {
      return false;
    }
    attempt++;
    state = RunState.QUEUED;
    workerId = null;
    heartbeatAt = now;
    message = why;
    return true;
  }

  /** When the run was last known to be on its way. */
  public Instant lastSignOfLife() {
    return heartbeatAt == null ? createdAt : heartbeatAt;
  }

  private void hear(String worker, Instant now) {
    if (startedAt == null) {
      startedAt = now;
    }
    workerId = worker;
    heartbeatAt = now;
    message = null;
  }

  private void end(RunState last, @Nullable String why, Instant now) {
    state = last;
    message = why;
    finishedAt = now;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public RunKind getKind() {
    return kind;
  }

  public RunState getState() {
    return state;
  }

  public RunCause getCause() {
    return cause;
  }

  public String getRequestedBy() {
    return requestedBy;
  }

  public int getAttempt() {
    return attempt;
  }

  public UUID getTrainingSetId() {
    return trainingSetId;
  }

  public int getSchemaVersion() {
    return schemaVersion;
  }

  public @Nullable UUID getParentAdapterId() {
    return parentAdapterId;
  }

  public long getLiveSequence() {
    return liveSequence;
  }

  public @Nullable UUID getAdapterId() {
    return adapterId;
  }

  public @Nullable String getWorkerId() {
    return workerId;
  }

  public int getStep() {
    return step;
  }

  public int getSteps() {
    return steps;
  }

  /** Why the run stands where it does, in words; null while all goes as usual. */
  public @Nullable String getMessage() {
    return message;
  }

  /** Takes down what the query strategy was worth on the run's rows; null where not measured. */
  public void measureEffort(@Nullable StrategyEffort measured) {
    effort = measured;
  }

  /** What the query strategy was worth on the run's rows; null where it was not measured. */
  public @Nullable StrategyEffort getEffort() {
    return effort;
  }

  /** The gate's verdict with its numbers, once it was given. */
  public @Nullable Map<String, Object> getVerdict() {
    return verdict;
  }

  public boolean isCancelRequested() {
    return cancelRequested;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public @Nullable Instant getStartedAt() {
    return startedAt;
  }

  public @Nullable Instant getHeartbeatAt() {
    return heartbeatAt;
  }

  public @Nullable Instant getFinishedAt() {
    return finishedAt;
  }
}
