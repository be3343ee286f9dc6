package io.qalam.trainer.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.trainer.eval.PairedBootstrap.Interval;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

  /** Of 100 posts the first 30 are right. */
  private static double share(int[] draw) {
    return Arrays.stream(draw).filter(post -> post < 30).count() / (double) draw.length;
  }

  @Test
  void theIntervalOfAShareIsThatOfTheBinomialUpToItsNoise() {
    Interval interval =
        new PairedBootstrap(20_000, 1).intervals(100, draw -> new double[] {share(draw)}).get(0);

    // .3 -/+ 1.96 · sqrt(.3 · .7 / 100), in whole hundredths
    assertThat(interval.lower()).isCloseTo(.21, within(.0101));
    assertThat(interval.upper()).isCloseTo(.39, within(.0101));
  }

  @Test
  void allFiguresComeFromTheSameDraws() {
    List<Interval> intervals =
        new PairedBootstrap(1000, 1)
            .intervals(100, draw -> new double[] {share(draw), 1 - share(draw), 0});

    assertThat(intervals.get(1).lower()).isCloseTo(1 - intervals.get(0).upper(), within(1e-9));
    assertThat(intervals.get(2)).isEqualTo(new Interval(0, 0));
  }
}
