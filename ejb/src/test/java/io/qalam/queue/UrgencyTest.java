package io.qalam.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.queue.model.PredictedPost;
import io.qalam.tenant.model.Ids;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrgencyTest {

  /** Worked out by hand for three labels; H(p) / log 3 of the middle row is 0.7298. */
  @ParameterizedTest(name = "{0} of {1} {2} {3} is {4}")
  @CsvSource({
    "MARGIN,           0.5,    0.3,    0.2,    0.2",
    "ENTROPY,          1,      0,      0,      1",
    "ENTROPY,          0.7,    0.2,    0.1,    0.2702",
    "ENTROPY,          0.3334, 0.3333, 0.3333, 0",
    "LEAST_CONFIDENCE, 0.5,    0.3,    0.2,    0.5",
    "RANDOM,           0.5,    0.3,    0.2,    0.42",
    "DIVERSITY,        0.5,    0.3,    0.2,    0.42",
  })
  void eachStrategyIsOneNumber(
      QueryStrategy strategy, double a, double b, double c, float expected) {
    PredictedPost post = post(Map.of("a", a, "b", b, "c", c), (float) (a - b), true);
    assertThat(Urgency.of(strategy, post, 0.42)).isCloseTo(expected, within(0.0005f));
  }

  @Test
  void theFirstOfANearDuplicateClusterComesBeforeEveryOther() {
    Map<String, Double> probabilities = Map.of("a", 0.6, "b", 0.4);
    float last = Urgency.of(QueryStrategy.DIVERSITY, post(probabilities, 0.2f, true), 0.999);
    float copy = Urgency.of(QueryStrategy.DIVERSITY, post(probabilities, 0.2f, false), 0.001);
    assertThat(last).isLessThan(copy);
  }

  @Test
  void aMixtureHasNoNumberOfItsOwn() {
    assertThatThrownBy(
            () -> Urgency.of(QueryStrategy.MIXTURE, post(Map.of("a", 1.0), 1, true), 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PredictedPost post(
      Map<String, Double> probabilities, float margin, boolean first) {
    return new PredictedPost(
        Ids.next(), Split.TRAIN, PostState.PREDICTED, "ar", margin, probabilities, first, false);
  }
}
