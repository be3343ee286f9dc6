package io.qalam.queue.model;

import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a project's tasks have been brought in line with its newest settings; its id is the
 * project's.
 *
 * <p>Posts are gone through by their ids, a page in a transaction, so that a million tasks change
 * their order while people go on taking them, and a server that is killed goes on where it was.
 */
@Entity
@AttributeOverride(name = "id", column = @Column(name = "project_id"))
@SuppressWarnings("NullAway.Init")
public class QueueWalk extends TenantEntity {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** What is done to a page of posts besides bringing their tasks in line. */
  public enum Duty {
    /** Another number of labels is wanted: posts are settled anew. */
    SETTLE,
    /** Labels are carried over to another label schema. */
    CARRY,
    /** The arms have other shares: posts that nobody has had yet are drawn anew. */
    DRAW
  }

  @Column(nullable = false)
  private UUID afterPost;

  private long done;

  private long total;

  private boolean settling;

  private boolean carrying;

  private boolean drawing;

  @Column(nullable = false)
  private Instant begunAt;

  private @Nullable Instant endedAt;

  /** For Hibernate. */
  protected QueueWalk() {}

  /** A walk over so many posts that has not begun. */
  public QueueWalk(UUID projectId, long total, Set<Duty> duties) {
    super(projectId);
    this.endedAt = Instant.now();
    beginAnew(total, duties);
  }

  /**
   * Goes back to the first post: the settings have changed again. What was still owed stays owed.
   */
  public final void beginAnew(long posts, Set<Duty> duties) {
    settling = duties.contains(Duty.SETTLE) || (settling && isUnderWay());
    carrying = duties.contains(Duty.CARRY) || (carrying && isUnderWay());
    drawing = duties.contains(Duty.DRAW) || (drawing && isUnderWay());
    afterPost = BEFORE_ALL;
    done = 0;
    total = posts;
    begunAt = Instant.now();
    endedAt = null;
  }

  /** Takes note that the posts up to this one are in line. */
  public void advance(UUID lastPost, int posts) {
    afterPost = lastPost;
    done += posts;
  }

  /** Takes note that there are no more posts. */
  public void end() {
    endedAt = Instant.now();
  }

  /** Whether the posts are settled anew on the way. */
  public boolean isSettling() {
    return settling;
  }

  /** Whether labels are carried over to another label schema on the way. */
  public boolean isCarrying() {
    return carrying;
  }

  /** Whether posts that nobody has had yet are drawn anew for the arms on the way. */
  public boolean isDrawing() {
    return drawing;
  }

  public final boolean isUnderWay() {
    return endedAt == null;
  }

  /** The last post that is in line. */
  public UUID getAfterPost() {
    return afterPost;
  }

  /** Posts that are in line. */
  public long getDone() {
    return done;
  }

  /** Posts that the project had when the walk began. */
  public long getTotal() {
    return total;
  }

  public Instant getBegunAt() {
    return begunAt;
  }
}
