package io.qalam.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.qalam.adjudication.model.AcceptanceCount;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverAcceptanceTest {

  /** Newcombe 1998, Table II, example a: 56 of 70 against 48 of 80. */
  @Test
  void theIntervalOfADifferenceIsThePublishedOne() {
    Interval interval = new Proportion(56, 70).minus(new Proportion(48, 80));
    assertThat(interval.lower()).isCloseTo(0.0524, within(0.0001));
    assertThat(interval.upper()).isCloseTo(0.3339, within(0.0001));
    assertThat(interval.excludesZero()).isTrue();
  }

  /** Newcombe 1998, example h: 10 of 10 against 0 of 10. */
  @Test
  void theIntervalHoldsAtTheEnds() {
    Interval interval = new Proportion(10, 10).minus(new Proportion(0, 10));
    assertThat(interval.lower()).isCloseTo(0.6075, within(0.0001));
    assertThat(interval.upper()).isEqualTo(1);
  }

  @Test
  void whoIsFollowedMostComesFirstAndTooFewPostsComeLast() {
    OverAcceptance found =
        OverAcceptance.of(
            List.of(count(0, 45, 50), count(1, 40, 50), count(2, 9, 10)),
            List.of(count(0, 20, 40), count(1, 32, 40), count(3, 5, 10)));

    assertThat(found.annotators())
        .extracting(OverAcceptance.OfOne::account)
        .startsWith(Codings.annotator(0), Codings.annotator(1))
        .hasSize(4);
    OverAcceptance.OfOne first = found.annotators().get(0);
    assertThat(first.difference().orElseThrow()).isCloseTo(0.4, within(1e-12));
    assertThat(first.interval().orElseThrow().excludesZero()).isTrue();
    OverAcceptance.OfOne few = found.annotators().get(2);
    assertThat(few.isEnough()).isFalse();
    assertThat(few.difference()).isEmpty();
    assertThat(few.interval()).isEmpty();
    assertThat(found.everybody().shown()).isEqualTo(new Proportion(94, 110));
    assertThat(found.everybody().blind()).isEqualTo(new Proportion(57, 90));
  }

  @Test
  void moreThanAllIsNoProportion() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(3, 2));
  }

  private static AcceptanceCount count(int annotator, long same, long all) {
    return new AcceptanceCount(Codings.annotator(annotator), same, all);
  }
}
