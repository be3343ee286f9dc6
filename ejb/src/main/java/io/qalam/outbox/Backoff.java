package io.qalam.outbox;

import java.time.Duration;

/** Waiting times that double from failure to failure, up to a longest one. */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Duration first;
  private final Duration longest;
  private Duration next;

  Backoff() {
    this(FIRST, LONGEST);
  }

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** How long to wait after one more failure. */
  Duration grow() {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    return wait;
  }

  /** Begins anew, after a success. */
  void reset() {
    next = first;
  }
}
