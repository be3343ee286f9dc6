package io.qalam.queue.model;

import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One label wanted for one post from one reviewer.
 *
 * <p>A task is OPEN until a reviewer takes a lease on it. Every lease raises the fence, and only an
 * answer that carries the newest fence before the lease ends is taken; so a forgotten tab, a slow
 * request or a second server node can never answer for somebody else. An answer makes it DONE, a
 * skip or a lease that ran out makes it OPEN again, an undone answer gives it back to the one who
 * gave it. A post has as many tasks as the project wants labels for it, one a slot.
 */
@Entity
public class ReviewTask extends TenantEntity {

  @Column(updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private UUID postId;

  @Column(updatable = false)
  private short slot;

  @Enumerated(EnumType.STRING)
  private Arm arm;

  private boolean blind;

  @Enumerated(EnumType.STRING)
  private QueryStrategy strategy;

  /** The database makes it of arm, blindness and strategy. */
  @Enumerated(EnumType.STRING)
  @Column(insertable = false, updatable = false)
  private Lane lane;

  @Column(updatable = false)
  private String lang;

  private boolean extra;

  @Enumerated(EnumType.STRING)
  private TaskState state;

  private float priority;

  private @Nullable UUID predictionId;

  private long fence;

  private @Nullable UUID leasedBy;

  private @Nullable Instant leasedAt;

  private @Nullable Instant leasedUntil;

  @Column(updatable = false)
  private Instant createdAt;

  @Version private int version;

  /** For Hibernate. */
  protected ReviewTask() {}

  /** A new open task for one slot of a post, which is written in {@code lang}. */
  public ReviewTask(UUID projectId, UUID postId, String lang, int slot, Lane lane, float priority) {
    super(Ids.next());
    this.projectId = projectId;
    this.postId = postId;
    this.lang = lang;
    this.slot = (short) slot;
    this.arm = lane.arm();
    this.blind = lane.blind();
    this.strategy = lane.strategy();
    this.lane = lane;
    this.priority = priority;
    this.state = TaskState.OPEN;
    this.createdAt = Instant.now();
  }

  /** One more task like this one, for a reviewer who is asked because others disagreed. */
  public ReviewTask another(int otherSlot) {
    ReviewTask another = new ReviewTask(projectId, postId, lang, otherSlot, lane, priority);
    another.extra = true;
    return another;
  }

  /** Whatever the others say, this many labels are wanted now. */
  public void wantByAll() {
    extra = false;
  }

  /** Moves a task of the strategy arm to where the project's order has its post now. */
  public void moveTo(Lane newLane, float newPriority) {
    if (arm == Arm.STRATEGY) {
      place(newLane, newPriority);
    }
  }

  /** Puts a task that nobody ever had into a lane, of whatever arm. */
  public void place(Lane newLane, float newPriority) {
    arm = newLane.arm();
    blind = newLane.blind();
    strategy = newLane.strategy();
    lane = newLane;
    priority = newPriority;
  }

  /** Whether somebody has, or once had, a lease on it. */
  public boolean wasEverLeased() {
    return fence > 0;
  }

  /**
   * Gives the task to a reviewer until {@code now + length}, under a new fence.
   *
   * @param shown the prediction the reviewer sees, or null when nothing is shown
   */
  public void leaseTo(UUID account, @Nullable UUID shown, Instant now, Duration length) {
    state = TaskState.LEASED;
    fence++;
    leasedBy = account;
    leasedAt = now;
    leasedUntil = now.plus(length);
    predictionId = shown;
  }

  /** Lengthens the lease; the fence stays. */
  public void extendLease(Instant now, Duration length) {
    leasedUntil = now.plus(length);
  }

  /** Shows the holder another prediction, or none, from now on. */
  public void show(@Nullable UUID prediction) {
    predictionId = prediction;
  }

  /** Marks the task answered by its holder. */
  public void finish() {
    state = TaskState.DONE;
    leasedUntil = null;
  }

  /** Puts the task back for whoever comes next: released, skipped, or its lease ran out. */
  public void reopen() {
    state = TaskState.OPEN;
    leasedBy = null;
    leasedAt = null;
    leasedUntil = null;
    predictionId = null;
  }

  /** Takes an open task out of the queue. */
  public void withdraw() {
    state = TaskState.WITHDRAWN;
  }

  /** Puts a withdrawn task back into the queue. */
  public void restore() {
    if (state == TaskState.WITHDRAWN) {
      state = TaskState.OPEN;
    }
  }

  /** Whether this person holds the task under this fence and the lease has not ended. */
  public boolean isHeldBy(UUID account, long underFence, Instant now) {
    return isHeldBy(account) && fence == underFence && now.isBefore(leasedUntil);
  }

  /** Whether this person holds the task, even by a lease that ended and was not taken back yet. */
  public boolean isHeldBy(UUID account) {
    return state == TaskState.LEASED && account.equals(leasedBy);
  }

  /** Whether nobody has it now, so that it may be given out. */
  public boolean isFree(Instant now) {
    return state == TaskState.OPEN
        || (state == TaskState.LEASED && leasedUntil != null && !now.isBefore(leasedUntil));
  }

  public UUID getProjectId() {
    return projectId;
  }

  public UUID getPostId() {
    return postId;
  }

  public int getSlot() {
    return slot;
  }

  public Arm getArm() {
    return arm;
  }

  /** The line it waits in. */
  public Lane getLane() {
    return lane;
  }

  /** The language of its post. */
  public String getLang() {
    return lang;
  }

  /** Whether it was asked for because others disagreed. */
  public boolean isExtra() {
    return extra;
  }

  public boolean isBlind() {
    return blind;
  }

  public TaskState getState() {
    return state;
  }

  public float getPriority() {
    return priority;
  }

  public @Nullable UUID getPredictionId() {
    return predictionId;
  }

  public long getFence() {
    return fence;
  }

  public @Nullable UUID getLeasedBy() {
    return leasedBy;
  }

  public @Nullable Instant getLeasedAt() {
    return leasedAt;
  }

  public @Nullable Instant getLeasedUntil() {
    return leasedUntil;
  }
}
