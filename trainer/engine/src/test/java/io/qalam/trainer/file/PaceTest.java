package io.qalam.trainer.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  /** Nanoseconds from a call that comes after so much work to its return. */
  private static long rest(Pace pace, long workNanos) {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < workNanos) {
      Thread.onSpinWait();
    }
    long asked = System.nanoTime();
    pace.step();
    return System.nanoTime() - asked;
  }

  @Test
  void gentleWorkRestsForTwiceTheTimeItWorked() {
    assertThat(rest(Pace.gentle(), 3_000_000)).isGreaterThanOrEqualTo(6_000_000);
  }
}
