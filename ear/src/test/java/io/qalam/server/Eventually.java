package io.qalam.server;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for what a timer, a consumer or a worker brings about, with patience for a busy machine.
 */
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Eventually() {}

  /** Asks until the answer is the one wanted, and returns it. */
  public static <T> T eventually(String what, Supplier<T> question, Predicate<T> wanted) {
    Instant end = Instant.now().plus(PATIENCE);
    T answer = question.get();
    while (!wanted.test(answer)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(what + " did not come about; the last answer was " + answer);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = question.get();
    }
    return answer;
  }
}
