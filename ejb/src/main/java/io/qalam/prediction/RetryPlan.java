package io.qalam.prediction;

import java.time.Duration;
import java.time.Instant;

/**
 * When a batch that was asked for in vain is asked for again.
 *
 * <p>The wait is as long as it has been in vain already, so it doubles from try to try, between a
 * shortest and a longest.
 */
final class RetryPlan {

  /** How long a worker may take for a batch before it counts as lost. */
  static final Duration ANSWER = Duration.ofSeconds(60);

  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private RetryPlan() {}

  /** When a batch that failed is due. */
  static Instant afterFailure(Instant inVainSince, Instant failedAt) {
    return failedAt.plus(wait(inVainSince, failedAt, SHORTEST));
  }

  /** When a batch that nobody answered is due. */
  static Instant afterSilence(Instant inVainSince, Instant requestedAt) {
    return requestedAt.plus(wait(inVainSince, requestedAt, ANSWER));
  }

  private static Duration wait(Instant since, Instant until, Duration least) {
    Duration wait = Duration.between(since, until);
    if (wait.compareTo(least) < 0) {
      return least;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
