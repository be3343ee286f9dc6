package io.qalam.queue;

import io.qalam.tenant.Conflict;
import io.qalam.tenant.LocalMoment;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A member gave as many answers in a project as they may. */
public final class QuotaReached extends Conflict {

  private static final long serialVersionUID = 1L;

  private final @Nullable Instant until;

  private QuotaReached(@Nullable Instant until, QueueWording wording, Object... values) {
    super(wording, values);
    this.until = until;
  }

  /** They may go on on another day. */
  static QuotaReached ofDay(int answers, LocalMoment next) {
    return new QuotaReached(next.at(), QueueWording.QUOTA_OF_DAY, answers, next);
  }

  /** They may not go on unless an admin lets them. */
  static QuotaReached inAll(int answers) {
    return new QuotaReached(null, QueueWording.QUOTA_IN_ALL, answers);
  }

  @Override
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(until);
  }
}
