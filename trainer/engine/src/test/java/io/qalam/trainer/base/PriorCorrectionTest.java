package io.qalam.trainer.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorCorrectionTest {
  private static final LabelTask TASK =
      new LabelTask("offensive", "ar", "Is this post offensive?", List.of("offensive", "clean"));

  /** Nine clean rows, one offensive. */
  private static final List<TrainingExample> SKEWED = rows("offensive", 1, "clean", 9);

  private static List<TrainingExample> rows(String one, int ones, String other, int others) {
    List<TrainingExample> rows = new ArrayList<>();
    for (int i = 0; i < ones + others; i++) {
      rows.add(new TrainingExample(TASK, "post " + i, i < ones ? one : other));
    }
    return rows;
  }

  private static LabelScore score(double offensive) {
    return new LabelScore(new float[] {(float) offensive, (float) (1 - offensive)});
  }

  @Test
  void aModelThatShunsTheRareLabelIsMovedTowardsIt() {
    List<LabelScore> shy = List.of(score(0.40), score(0.35), score(0.10), score(0.05));
    PriorCorrection.Chosen chosen =
        PriorCorrection.choose(SKEWED, shy, rows("offensive", 2, "clean", 2));
    assertThat(chosen.correction().strength()).isNegative();
    assertThat(chosen.correction().answers(shy)).containsExactly(0, 0, 1, 1);
    assertThat(chosen.macroF1()).isEqualTo(1);
  }

  @Test
  void aModelThatSeesTheRareLabelEverywhereIsMovedAwayFromIt() {
    List<LabelScore> keen = List.of(score(0.95), score(0.60), score(0.55), score(0.52));
    PriorCorrection.Chosen chosen =
        PriorCorrection.choose(SKEWED, keen, rows("offensive", 1, "clean", 3));
    assertThat(chosen.correction().strength()).isPositive();
    assertThat(chosen.correction().answers(keen)).containsExactly(0, 1, 1, 1);
  }

  @Test
  void whereNothingIsToBeMendedNothingIsMoved() {
    List<LabelScore> right = List.of(score(0.9), score(0.1));
    assertThat(
            PriorCorrection.choose(SKEWED, right, rows("offensive", 1, "clean", 1))
                .correction()
                .strength())
        .isZero();
  }
}
