package io.qalam.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.queue.model.Lane;
import io.qalam.queue.model.PredictedPost;
import io.qalam.tenant.model.Ids;
import java.util.Arrays;
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

  private final QueueOrder byMargin = order(Map.of(QueryStrategy.MARGIN, 1.0), 0.10f, 0.20f);

  @Test
  void trainingPostsFallIntoTheirLanesByTheShares() {
    Map<Lane, Double> shares = shares(() -> byMargin.place(training(Ids.next(), 0.5f)).lane());
    assertThat(shares.get(Lane.RANDOM)).isCloseTo(0.10, within(0.01));
    assertThat(shares.get(Lane.BLIND)).isCloseTo(0.20, within(0.01));
    assertThat(shares.get(Lane.BY_MARGIN)).isCloseTo(0.70, within(0.01));
    assertThat(shares).hasSize(3);
  }

  @Test
  void lanesAreServedInTheProportionInWhichPostsFallIntoThem() {
    Random random = new Random(7);
    Map<Lane, Double> shares = shares(() -> byMargin.lanes(random).get(0));
    assertThat(shares.get(Lane.HELD_OUT)).isCloseTo(0.30, within(0.01));
    assertThat(shares.get(Lane.RANDOM)).isCloseTo(0.07, within(0.01));
    assertThat(shares.get(Lane.BLIND)).isCloseTo(0.14, within(0.01));
    assertThat(shares.get(Lane.BY_MARGIN)).isCloseTo(0.49, within(0.01));
  }

  @Test
  void aMixtureGivesEachStrategyItsShareOfThePostsAndOfTheTasksServed() {
    QueueOrder mixture =
        order(Map.of(QueryStrategy.MARGIN, 0.6, QueryStrategy.DIVERSITY, 0.4), 0.25f, 0.25f);
    Map<Lane, Double> posts = shares(() -> mixture.place(training(Ids.next(), 0.5f)).lane());
    assertThat(posts.get(Lane.BY_MARGIN)).isCloseTo(0.30, within(0.01));
    assertThat(posts.get(Lane.BY_DIVERSITY)).isCloseTo(0.20, within(0.01));

    Random random = new Random(7);
    Map<Lane, Double> served = shares(() -> mixture.lanes(random).get(0));
    assertThat(served.get(Lane.BY_MARGIN)).isCloseTo(0.21, within(0.01));
    assertThat(served.get(Lane.BY_DIVERSITY)).isCloseTo(0.14, within(0.01));
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
    QueueOrder.Place place = byMargin.place(post(Ids.next(), Split.TEST, 0.01f));
    assertThat(place.lane()).isEqualTo(Lane.HELD_OUT);
    assertThat(place.lane().blind()).isTrue();
    assertThat(place.priority()).isBetween(0f, 1f);
  }

  @Test
  void theStrategyOrdersByMarginAndTheOtherLanesTakeNoNoticeOfIt() {
    for (int i = 0; i < 1000; i++) {
      UUID post = Ids.next();
      QueueOrder.Place sure = byMargin.place(training(post, 0.9f));
      QueueOrder.Place unsure = byMargin.place(training(post, 0.1f));
      assertThat(sure.lane()).isEqualTo(unsure.lane());
      if (sure.lane() == Lane.BY_MARGIN) {
        assertThat(sure.priority()).isEqualTo(0.9f);
        assertThat(unsure.priority()).isEqualTo(0.1f);
      } else {
        assertThat(sure.priority()).isEqualTo(unsure.priority());
      }
    }
  }

  @Test
  void randomPrioritiesAreSpreadEvenlyAndUnrelatedToTheLane() {
    QueueOrder atRandom = order(Map.of(QueryStrategy.RANDOM, 1.0), 0.5f, 0);
    double[] inRandomLane =
        Stream.generate(() -> atRandom.place(training(Ids.next(), 0.5f)))
            .limit(MANY)
            .filter(place -> place.lane() == Lane.RANDOM)
            .mapToDouble(QueueOrder.Place::priority)
            .toArray();
    double mean = Arrays.stream(inRandomLane).average().orElseThrow();
    assertThat(mean).isCloseTo(0.5, within(0.02));
  }

  @Test
  void aShareOfOneTakesEveryTrainingPost() {
    QueueOrder allBlind = order(Map.of(QueryStrategy.MARGIN, 1.0), 0, 1);
    assertThat(shares(() -> allBlind.place(training(Ids.next(), 0.5f)).lane()))
        .containsOnlyKeys(Lane.BLIND);
  }

  private static QueueOrder order(
      Map<QueryStrategy, Double> strategies, float randomShare, float blindShare) {
    return new QueueOrder(strategies, randomShare, blindShare);
  }

  private static PredictedPost training(UUID id, float margin) {
    return post(id, Split.TRAIN, margin);
  }

  private static PredictedPost post(UUID id, Split split, float margin) {
    return new PredictedPost(
        id, split, PostState.PREDICTED, "ar", margin, Map.of("a", 0.6, "b", 0.4), true, false);
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
