package io.qalam.review.model;

import io.qalam.queue.model.Arm;
import io.qalam.queue.model.ReviewTask;
import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer of one person to one task: what they saw, what they chose, when, and how long it took.
 *
 * <p>What was said is never changed and never deleted. An undo sets {@code undoneAt}, which takes
 * it out of force; the next answer to the same task is a row of its own under a newer fence. So the
 * whole history of a label can be read back, and "accepted" can be told from "chose the same
 * blind".
 *
 * <p>Where the label schema changes, the label that was said stands with the version it was said
 * under, and what it counts as now is kept beside it. A label that was split or retired counts as
 * none: its answer is superseded, and the same person may be asked again.
 */
@Entity
public class Annotation extends TenantEntity {

  @Column(updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private UUID postId;

  @Column(updatable = false)
  private UUID taskId;

  @Column(updatable = false)
  private UUID accountId;

  @Column(updatable = false)
  private long fence;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Decision decision;

  @Column(updatable = false)
  private @Nullable String label;

  @Column(updatable = false)
  private @Nullable String summary;

  @Column(updatable = false)
  private @Nullable Short rating;

  @Column(updatable = false)
  private @Nullable String comment;

  @Column(updatable = false)
  private int schemaVersion;

  @Column(updatable = false)
  private @Nullable UUID predictionId;

  @Column(updatable = false)
  private @Nullable String shownLabel;

  @Column(updatable = false)
  private boolean blind;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Arm arm;

  @Column(updatable = false)
  private long durationMillis;

  @Column(updatable = false)
  private Instant createdAt;

  private @Nullable Instant undoneAt;

  private @Nullable String recountedLabel;

  private @Nullable Instant supersededAt;

  /** For queries: the database makes it of the three. */
  @Column(insertable = false, updatable = false)
  private @Nullable String countedLabel;

  @Column(updatable = false)
  private @Nullable UUID bulkId;

  /** For Hibernate. */
  protected Annotation() {}

  /** The answer that the task's holder gives now. */
  public Annotation(
      ReviewTask task, UUID accountId, Choice choice, Duration duration, Instant now) {
    super(Ids.next());
    this.projectId = task.getProjectId();
    this.postId = task.getPostId();
    this.taskId = task.getId();
    this.accountId = accountId;
    this.fence = task.getFence();
    this.decision = choice.decision();
    this.label = choice.label();
    this.summary = choice.summary();
    this.rating = choice.rating() == null ? null : choice.rating().shortValue();
    this.comment = choice.comment();
    this.schemaVersion = choice.schemaVersion();
    this.predictionId = task.getPredictionId();
    this.shownLabel = choice.shownLabel();
    this.blind = task.getPredictionId() == null;
    this.arm = task.getArm();
    this.durationMillis = duration.toMillis();
    this.createdAt = now;
  }

  /** Marks the answer as one of many that were given in one go; before it is stored. */
  public Annotation inBulk(UUID bulk) {
    bulkId = bulk;
    return this;
  }

  /**
   * What was chosen, beside what was shown.
   *
   * @param summary in a project of summaries, what stands in the label's place
   * @param rating of the summary that was shown, 1 to 5
   * @param shownLabel the predicted label on the screen, or null when nothing was shown
   */
  public record Choice(
      Decision decision,
      @Nullable String label,
      @Nullable String summary,
      @Nullable Integer rating,
      @Nullable String comment,
      int schemaVersion,
      @Nullable String shownLabel) {

    /** The choice of a label. */
    public Choice(
        Decision decision,
        @Nullable String label,
        @Nullable String comment,
        int schemaVersion,
        @Nullable String shownLabel) {
      this(decision, label, null, null, comment, schemaVersion, shownLabel);
    }
  }

  /** Takes the answer out of force; it stays as history. */
  public void undo(Instant now) {
    undoneAt = now;
  }

  /** Lets the answer count as a label of the schema in force; what was said stays. */
  public void countAs(String image) {
    recountedLabel = image.equals(label) ? null : image;
  }

  /** Lets the answer count no longer: its label was split or retired. */
  public void supersede(Instant now) {
    supersededAt = now;
  }

  public boolean isInForce() {
    return undoneAt == null && supersededAt == null;
  }

  public UUID getProjectId() {
    return projectId;
  }

  public UUID getPostId() {
    return postId;
  }

  public UUID getTaskId() {
    return taskId;
  }

  public UUID getAccountId() {
    return accountId;
  }

  public long getFence() {
    return fence;
  }

  public Decision getDecision() {
    return decision;
  }

  /** As it was said, under {@link #getSchemaVersion}. */
  public @Nullable String getLabel() {
    return label;
  }

  /** What the label counts as now; none where it was split or retired, or none was given. */
  public @Nullable String getCountedLabel() {
    if (supersededAt != null) {
      return null;
    }
    return recountedLabel == null ? label : recountedLabel;
  }

  /** The summary that the answer gives; null where it gives a label or nothing. */
  public @Nullable String getSummary() {
    return summary;
  }

  /** How good the summary that was shown is, from 1 to 5; null where nobody said. */
  public @Nullable Integer getRating() {
    return rating == null ? null : rating.intValue();
  }

  public @Nullable String getComment() {
    return comment;
  }

  public int getSchemaVersion() {
    return schemaVersion;
  }

  public @Nullable UUID getPredictionId() {
    return predictionId;
  }

  public @Nullable String getShownLabel() {
    return shownLabel;
  }

  public boolean isBlind() {
    return blind;
  }

  public Arm getArm() {
    return arm;
  }

  public long getDurationMillis() {
    return durationMillis;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public @Nullable Instant getUndoneAt() {
    return undoneAt;
  }

  /** Since when its label counts no longer. */
  public @Nullable Instant getSupersededAt() {
    return supersededAt;
  }

  /** What it was given together with, without reading each post; null for one by one. */
  public @Nullable UUID getBulkId() {
    return bulkId;
  }
}
