package io.qalam.prediction.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One request to the workers: a few posts of a project, to be scored by what is live there.
 *
 * <p>It is requested once and ends as answered, failed or superseded; only a requested one takes an
 * answer. Whoever changes it holds the project's lock.
 */
@Entity
@SuppressWarnings("NullAway.Init")
public class PredictionBatch extends TenantEntity {

  @Column(nullable = false, updatable = false)
  private UUID projectId;

  private @Nullable UUID adapterId;

  @Column(nullable = false, updatable = false)
  private int schemaVersion;

  @Column(nullable = false, updatable = false)
  private int posts;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private @Nullable List<String> candidates;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private BatchState state = BatchState.REQUESTED;

  private @Nullable String error;

  @Column(nullable = false, updatable = false)
  private Instant requestedAt;

  private @Nullable Instant answeredAt;

  /** For Hibernate. */
  protected PredictionBatch() {}

  /**
   * @param adapterId what is live now; null for the base model alone
   */
  public PredictionBatch(
      UUID projectId, @Nullable UUID adapterId, int schemaVersion, int posts, Instant requestedAt) {
    super(Ids.next());
    this.projectId = projectId;
    this.adapterId = adapterId;
    this.schemaVersion = schemaVersion;
    this.posts = posts;
    this.requestedAt = requestedAt;
  }

  /** The same of a multi-label project, which asks for these label sets. */
  public PredictionBatch among(List<String> sets) {
    candidates = List.copyOf(sets);
    return this;
  }

  /** A worker scored every post. */
  public void answer(Instant now) {
    state = BatchState.ANSWERED;
    answeredAt = now;
  }

  /** A worker could not, or what it sent cannot be used. */
  public void fail(String reason, Instant now) {
    state = BatchState.FAILED;
    error = reason;
    answeredAt = now;
  }

  /** Another batch asks for the same posts, since this one failed or was never answered. */
  public void giveUp(String reason) {
    state = BatchState.SUPERSEDED;
    error = error == null ? reason : error;
  }

  /** The project has gone on: another adapter, another label schema, or it is no more. */
  public void supersede() {
    state = BatchState.SUPERSEDED;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public @Nullable UUID getAdapterId() {
    return adapterId;
  }

  public int getSchemaVersion() {
    return schemaVersion;
  }

  /** The label sets asked for; null where it asks for the labels of the schema, each alone. */
  public @Nullable List<String> getCandidates() {
    return candidates;
  }

  /** How many posts it asks for. */
  public int getPosts() {
    return posts;
  }

  public BatchState getState() {
    return state;
  }

  /** Why it failed or was given up. */
  public @Nullable String getError() {
    return error;
  }

  public Instant getRequestedAt() {
    return requestedAt;
  }

  public @Nullable Instant getAnsweredAt() {
    return answeredAt;
  }
}
