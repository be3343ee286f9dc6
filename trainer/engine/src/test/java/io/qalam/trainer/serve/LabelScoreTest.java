package io.qalam.trainer.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LabelScoreTest {

  @Test
  void theMarginIsTheLeadOfTheBestLabelOverTheSecond() {
    LabelScore score = new LabelScore(new float[] {0.2f, 0.5f, 0.3f});
    assertThat(score.best()).isEqualTo(1);
    assertThat(score.margin()).isCloseTo(0.2f, within(1e-6f));
  }

  @Test
  void ofEqualLabelsTheFirstIsBestAndTheMarginIsZero() {
    LabelScore score = new LabelScore(new float[] {0.4f, 0.4f, 0.2f});
    assertThat(score.best()).isZero();
    assertThat(score.margin()).isZero();
  }
}
