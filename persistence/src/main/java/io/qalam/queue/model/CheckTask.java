package io.qalam.queue.model;

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
 * A post with a known label in one member's hands, to see how well they answer.
 *
 * <p>To the member it is a blind task like others, with a lease and a fence. It is no {@link
 * ReviewTask}, so that no answer to it is ever counted, agreed with or trained on as a label of the
 * post; a member meets a post once.
 */
@Entity
@SuppressWarnings("NullAway.Init")
public class CheckTask extends TenantEntity {

  @Column(nullable = false, updatable = false)
  private UUID projectId;

  @Column(nullable = false, updatable = false)
  private UUID postId;

  @Column(nullable = false, updatable = false)
  private UUID accountId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, updatable = false)
  private CheckKind kind;

  @Column(nullable = false)
  private String expected;

  private int expectedVersion;

  private long fence;

  @Column(nullable = false)
  private Instant leasedAt;

  @Column(nullable = false)
  private Instant leasedUntil;

  private @Nullable UUID answerId;
  private @Nullable String decision;
  private @Nullable String label;
  private @Nullable Integer schemaVersion;
  private @Nullable Long durationMillis;
  private @Nullable Instant answeredAt;
  private @Nullable Instant takenBackAt;

  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  @Version private int version;

  /** For Hibernate. */
  protected CheckTask() {}

  /**
   * Gives the post to the member until {@code now + length}.
   *
   * @param sibling a review task of the post, or the post: the check's id looks as old as this one,
   *     since an id tells when it was made and the others of a queue were made long before
   * @param schemaVersion the label schema in force, which the expected label is of
   */
  public CheckTask(
      UUID sibling,
      UUID projectId,
      UUID accountId,
      CheckCandidate post,
      int schemaVersion,
      Instant now,
      Duration length) {
    super(Ids.asOldAs(sibling));
    this.projectId = projectId;
    this.accountId = accountId;
    this.postId = post.postId();
    this.kind = post.kind();
    expect(post.expected(), schemaVersion);
    this.createdAt = now;
    lease(now, length);
  }

  /** Takes the member's answer back and puts it into their hands again, under a new fence. */
  public void takeBack(Instant now, Duration length) {
    lease(now, length);
    takenBackAt = now;
  }

  /** Gives it to its member, once more under a new fence; an answer is gone. */
  public final void lease(Instant now, Duration length) {
    fence++;
    leasedAt = now;
    leasedUntil = now.plus(length);
    answerId = null;
    decision = null;
    label = null;
    schemaVersion = null;
    durationMillis = null;
    answeredAt = null;
  }

  /** Expects a label of that schema; answers given before were measured by the one of before. */
  public final void expect(String label, int version) {
    expected = label;
    expectedVersion = version;
  }

  /** Lengthens the lease; the fence stays. */
  public void extendLease(Instant now, Duration length) {
    leasedUntil = now.plus(length);
  }

  /** Takes the member's answer; a skip or a flag has no label and says nothing of them. */
  public void answer(
      String newDecision, @Nullable String newLabel, int version, Duration taken, Instant now) {
    answerId = Ids.next();
    decision = newDecision;
    label = newLabel;
    schemaVersion = version;
    durationMillis = taken.toMillis();
    answeredAt = now;
  }

  public boolean isAnswered() {
    return answeredAt != null;
  }

  /** Whether this person holds it under this fence and the lease has not ended. */
  public boolean isHeldBy(UUID account, long underFence, Instant now) {
    return isOf(account) && !isAnswered() && fence == underFence && now.isBefore(leasedUntil);
  }

  /** Whether its member has it because they took their answer back, and not for a lease since. */
  public boolean isTakenBack() {
    return leasedAt.equals(takenBackAt);
  }

  /** Whether its member let the lease end without an answer. */
  public boolean isLetRunOut(Instant now) {
    return !isAnswered() && !now.isBefore(leasedUntil);
  }

  public boolean isOf(UUID account) {
    return accountId.equals(account);
  }

  public UUID getProjectId() {
    return projectId;
  }

  public UUID getPostId() {
    return postId;
  }

  public String getExpected() {
    return expected;
  }

  /** The label schema that the expected label is of. */
  public int getExpectedVersion() {
    return expectedVersion;
  }

  public long getFence() {
    return fence;
  }

  public Instant getLeasedAt() {
    return leasedAt;
  }

  public Instant getLeasedUntil() {
    return leasedUntil;
  }

  /** When the member took an answer back last. */
  public @Nullable Instant getTakenBackAt() {
    return takenBackAt;
  }

  public @Nullable UUID getAnswerId() {
    return answerId;
  }

  public @Nullable String getDecision() {
    return decision;
  }

  public @Nullable String getLabel() {
    return label;
  }

  public @Nullable Instant getAnsweredAt() {
    return answeredAt;
  }
}
