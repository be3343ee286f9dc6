package io.qalam.job.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work in a project that goes on by itself, step by step, on whichever node: an import, an export.
 *
 * <p>One node holds it at a time, beyond its last step for the length of a lease; how far it is
 * changes with each step, so that whoever goes on after a node was killed begins behind the last
 * one.
 */
@MappedSuperclass
@SuppressWarnings("NullAway.Init")
public abstract class Job extends TenantEntity {

  @Column(nullable = false)
  private UUID projectId;

  @Column(nullable = false)
  private UUID startedBy;

  @Column(nullable = false)
  private String format;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private JobState state = JobState.RUNNING;

  private @Nullable String failure;
  private int fence;
  private @Nullable String heldBy;
  private @Nullable Instant heldUntil;

  @Column(nullable = false)
  private Instant createdAt;

  private @Nullable Instant endedAt;

  @Version private int version;

  /** For Hibernate. */
  protected Job() {}

  /** A job that waits for a node. */
  protected Job(UUID id, UUID projectId, UUID startedBy, String format) {
    super(id);
    this.projectId = projectId;
    this.startedBy = startedBy;
    this.format = format;
    this.createdAt = Instant.now();
  }

  /** Whether no other node works on it. */
  public boolean isFree(String node, Instant now) {
    return state == JobState.RUNNING
        && (heldBy == null || heldBy.equals(node) || heldUntil == null || heldUntil.isBefore(now));
  }

  /**
   * Whether nobody took it since, nor stopped it.
   *
   * @param taken the job as its holder took it
   */
  public boolean isStillHeldAs(Job taken) {
    return state == JobState.RUNNING
        && heldBy != null
        && heldBy.equals(taken.heldBy)
        && fence == taken.fence;
  }

  /** How many records or posts are dealt with. */
  public abstract long progress();

  /** Makes the node the one that works on it. */
  public void hold(String node, Instant until) {
    fence++;
    heldBy = node;
    heldUntil = until;
  }

  /** Lets the node that works on it go on doing so: it took a step. */
  protected void prolong(Duration lease) {
    heldUntil = Instant.now().plus(lease);
  }

  /** Takes note that all of it is done. */
  protected void done() {
    end(JobState.DONE);
  }

  /** Stops it after the step it is at; what is done stays. */
  public void cancel() {
    end(JobState.CANCELLED);
  }

  /**
   * Ends it early.
   *
   * @param why a sentence as a row keeps it
   */
  public void fail(String why) {
    failure = why;
    end(JobState.FAILED);
  }

  /** Lets it go on where it stopped. */
  public void resume() {
    state = JobState.RUNNING;
    failure = null;
    endedAt = null;
    heldBy = null;
    heldUntil = null;
  }

  private void end(JobState ended) {
    state = ended;
    endedAt = Instant.now();
    heldBy = null;
    heldUntil = null;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public UUID getStartedBy() {
    return startedBy;
  }

  /** The name of a format of its file. */
  public String getFormat() {
    return format;
  }

  public JobState getState() {
    return state;
  }

  /** Grows each time a node takes it. */
  public int getFence() {
    return fence;
  }

  /** Why it ended early, as a row keeps a sentence; null when it did not. */
  public @Nullable String getFailure() {
    return failure;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  /** Null while it goes on. */
  public @Nullable Instant getEndedAt() {
    return endedAt;
  }
}
