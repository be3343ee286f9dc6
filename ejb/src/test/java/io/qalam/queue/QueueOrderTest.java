package io.qalam.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.queue.model.Lane;
import io.qalam.tenant.model.Ids;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueOrderTest {

  private static final int MANY = 20_000;

  private final QueueOrder byMargin = new QueueOrder(QueryStrategy.MARGIN, 0.10f, 0.20f);

  @Test
  void trainingPostsFallIntoTheirLanesByTheShares() {
    Map<Lane, Double> shares = shares(() -> byMargin.place(Ids.next(), false, 0.5f).lane());
    assertThat(shares.get(Lane.RANDOM)).isCloseTo(0.10, within(0.01));
    assertThat(shares.get(Lane.BLIND)).isCloseTo(0.20, within(0.01));
    assertThat(shares.get(Lane.STRATEGY)).isCloseTo(0.70, within(0.01));
    assertThat(shares).doesNotContainKey(Lane.HELD_OUT);
  }

  @Test
  void lanesAreServedInTheProportionInWhichPostsFallIntoThem() {
    Random random = new Random(7);
    Map<Lane, Double> shares = shares(() -> byMargin.lanes(random).get(0));
    assertThat(shares.get(Lane.HELD_OUT)).isCloseTo(0.30, within(0.01));
    assertThat(shares.get(Lane.RANDOM)).isCloseTo(0.07, within(0.01));
    assertThat(shares.get(Lane.BLIND)).isCloseTo(0.14, within(0.01));
    assertThat(shares.get(Lane.STRATEGY)).isCloseTo(0.49, within(0.01));
  }

  @Test
  void everyLaneIsLookedIntoWhenTheOneDrawnIsEmpty() {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      assertThat(byMargin.lanes(random)).containsExactlyInAnyOrder(Lane.values());
    }
  }

  @Test
  void heldOutPostsAreAlwaysBlindAndAtRandom() {
    QueueOrder.Place place = byMargin.place(Ids.next(), true, 0.01f);
    assertThat(place.lane()).isEqualTo(Lane.HELD_OUT);
    assertThat(place.lane().blind()).isTrue();
    assertThat(place.priority()).isBetween(0f, 1f);
  }

  @Test
  void theStrategyOrdersByMarginAndTheOtherLanesTakeNoNoticeOfIt() {
    for (int i = 0; i < 1000; i++) {
      UUID post = Ids.next();
      QueueOrder.Place sure = byMargin.place(post, false, 0.9f);
      QueueOrder.Place unsure = byMargin.place(post, false, 0.1f);
      assertThat(sure.lane()).isEqualTo(unsure.lane());
      if (sure.lane() == Lane.STRATEGY) {
        assertThat(sure.priority()).isEqualTo(0.9f);
        assertThat(unsure.priority()).isEqualTo(0.1f);
      } else {
        assertThat(sure.priority()).isEqualTo(unsure.priority());
      }
    }
  }

  @Test
  void randomPrioritiesAreSpreadEvenlyAndUnrelatedToTheLane() {
    QueueOrder atRandom = new QueueOrder(QueryStrategy.RANDOM, 0.5f, 0);
    double[] inRandomLane =
        Stream.generate(() -> atRandom.place(Ids.next(), false, 0.5f))
            .limit(MANY)
            .filter(place -> place.lane() == Lane.RANDOM)
            .mapToDouble(QueueOrder.Place::priority)
            .toArray();
    double mean = java.util.Arrays.stream(inRandomLane).average().orElseThrow();
    assertThat(mean).isCloseTo(0.5, within(0.02));
  }

  @Test
  void aShareOfOneTakesEveryTrainingPost() {
    QueueOrder allBlind = new QueueOrder(QueryStrategy.MARGIN, 0, 1);
    assertThat(shares(() -> allBlind.place(Ids.next(), false, 0.5f).lane()))
        .containsOnlyKeys(Lane.BLIND);
  }

  private static Map<Lane, Double> shares(Supplier<Lane> draw) {
    Map<Lane, Long> counts =
        Stream.generate(draw)
            .limit(MANY)
            .collect(
                Collectors.groupingBy(
                    lane -> lane, () -> new EnumMap<>(Lane.class), Collectors.counting()));
    return counts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> (double) e.getValue() / MANY));
  }
}
