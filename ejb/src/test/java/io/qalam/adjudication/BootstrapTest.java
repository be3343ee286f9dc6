package io.qalam.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static final ToDoubleFunction<int[]> SHARE_OF_THE_FIRST =
      counts -> (double) counts[0] / (counts[0] + counts[1]);

  @Test
  void theIntervalOfAShareIsTheBinomialsOne() {
    Interval interval = interval(new int[] {300, 700}, SHARE_OF_THE_FIRST).orElseThrow();
    // sqrt(0.3 * 0.7 / 1000) = 0.01449
    assertThat(interval.lower()).isCloseTo(0.3 - 1.96 * 0.01449, within(0.004));
    assertThat(interval.upper()).isCloseTo(0.3 + 1.96 * 0.01449, within(0.004));
  }

  @Test
  void everyResampleHasAsManyPostsAsThereAre() {
    ToDoubleFunction<int[]> posts = counts -> counts[0] + counts[1];
    assertThat(interval(new int[] {8, 5}, posts)).contains(new Interval(13, 13));
  }

  @Test
  void theSamePostsGiveTheSameInterval() {
    assertThat(interval(new int[] {30, 70}, SHARE_OF_THE_FIRST))
        .isEqualTo(interval(new int[] {30, 70}, SHARE_OF_THE_FIRST));
  }

  @Test
  void fewerThanTenPostsHaveNoInterval() {
    assertThat(interval(new int[] {4, 5}, SHARE_OF_THE_FIRST)).isEmpty();
    assertThat(interval(new int[] {5, 5}, SHARE_OF_THE_FIRST)).isPresent();
  }

  @Test
  void aFigureThatManyResamplesDoNotHaveHasNoInterval() {
    // one post of twenty: a third of the resamples miss it
    ToDoubleFunction<int[]> needsTheFirst = counts -> counts[0] == 0 ? Double.NaN : 1;
    assertThat(interval(new int[] {1, 19}, needsTheFirst)).isEmpty();
    assertThat(interval(new int[] {5, 15}, needsTheFirst)).isPresent();
  }

  private static Optional<Interval> interval(int[] counts, ToDoubleFunction<int[]> figure) {
    return new Bootstrap(counts).intervals(List.of(figure)).get(0);
  }
}
