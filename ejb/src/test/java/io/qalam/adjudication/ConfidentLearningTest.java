package io.qalam.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.qalam.adjudication.model.ScoredPost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Confident learning on a handful of posts whose thresholds one can compute by hand. */
class ConfidentLearningTest {

  @Test
  void thresholdsAndTheConfidentJointAreTheOnesByHand() {
    ConfidentLearning learning = new ConfidentLearning(List.of("a", "b"));
    learning.add(post(1, "a", 0.9));
    learning.add(post(2, "a", 0.8));
    learning.add(post(3, "a", 0.1));
    learning.add(post(4, "b", 0.2));
    learning.add(post(5, "b", 0.4));
    learning.add(post(6, "b", 0.7));

    LabelErrors errors = learning.errors(9);

    // t_a = (0.9 + 0.8 + 0.1) / 3 = 0.6; t_b = (0.8 + 0.6 + 0.3) / 3 = 0.5667
    assertThat(errors.thresholds().get("a")).isCloseTo(0.6, within(1e-12));
    assertThat(errors.thresholds().get("b")).isCloseTo(1.7 / 3, within(1e-12));
    assertThat(errors.joint())
        .containsOnly(entry("a", Map.of("a", 2, "b", 1)), entry("b", Map.of("b", 2, "a", 1)));
    assertThat(errors.posts()).isEqualTo(6);
    assertThat(errors.leftOut()).isEqualTo(3);
    assertThat(errors.found()).isEqualTo(2);
    // margins: 0.1 - 0.9 = -0.8, and 0.3 - 0.7 = -0.4
    assertThat(errors.suspects())
        .extracting(LabelErrors.Suspect::postId)
        .containsExactly(Codings.post(3), Codings.post(6));
    assertThat(errors.suspects().get(0).margin()).isCloseTo(-0.8, within(1e-12));
    assertThat(errors.suspects().get(0).probable()).isEqualTo("b");
  }

  @Test
  void aPostBelowEveryThresholdIsNotCounted() {
    ConfidentLearning learning = new ConfidentLearning(List.of("a", "b"));
    learning.add(post(1, "a", 0.9));
    learning.add(post(2, "b", 0.1));
    learning.add(new ScoredPost(Codings.post(3), "a", Map.of("a", 0.5, "b", 0.5), false));
    // t_a = 0.7, t_b = 0.9: the third post reaches neither
    LabelErrors errors = learning.errors(learning.posts());
    assertThat(errors.joint()).containsOnly(entry("a", Map.of("a", 1)), entry("b", Map.of("b", 1)));
    assertThat(errors.suspects()).isEmpty();
  }

  @Test
  void thePostsNewestPredictionCounts() {
    ConfidentLearning learning = new ConfidentLearning(List.of("a", "b"));
    learning.add(post(1, "a", 0.9));
    learning.add(post(1, "a", 0.2));
    assertThat(learning.posts()).isEqualTo(1);
    assertThat(learning.errors(learning.posts()).thresholds()).containsOnly(entry("a", 0.9));
  }

  @Test
  void aLabelOutsideTheSchemaTakesNoPart() {
    ConfidentLearning learning = new ConfidentLearning(List.of("a", "b"));
    learning.add(post(1, "gone", 0.2));
    assertThat(learning.errors(learning.posts()).posts()).isZero();
    assertThat(learning.errors(learning.posts()).thresholds()).isEmpty();
  }

  private static ScoredPost post(int number, String given, double ofA) {
    return new ScoredPost(Codings.post(number), given, Map.of("a", ofA, "b", 1 - ofA), false);
  }
}
