package io.qalam.trainer.file;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How much of a core a long piece of work takes while others need all of them.
 *
 * <p>A batch is computed by one thread a core, and each waits for the slowest: work that keeps one
 * core busy makes every batch beside it twice as long. Work at rest for twice the time it has
 * worked makes it longer by a third at most. One piece of work, one thread, one pace.
 */
public final class Pace {

  private static final long STRETCH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int REST = 2;

  private final boolean resting;
  private long begun = System.nanoTime();

  private Pace(boolean resting) {
    this.resting = resting;
  }

  /** As fast as it goes. */
  public static Pace full() {
    return new Pace(false);
  }

  /** Works at most a third of the time, a millisecond or so on end. */
  public static Pace gentle() {
    return new Pace(true);
  }

  /** Called often by the work; returns at once, or after a rest. */
  public void step() {
    long worked = System.nanoTime() - begun;
    if (resting && worked >= STRETCH_NANOS) {
      LockSupport.parkNanos(REST * worked);
      begun = System.nanoTime();
    }
  }
}
