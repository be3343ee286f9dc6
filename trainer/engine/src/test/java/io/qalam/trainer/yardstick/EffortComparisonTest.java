package io.qalam.trainer.yardstick;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.eval.AnswerSpace;
import io.qalam.trainer.protocol.Effort;
import io.qalam.trainer.yardstick.Yardstick.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EffortComparisonTest {

  private static final Yardstick.Choice CHOICE = new Yardstick.Choice(10, true, 0);
  private static final String[][] WORDS = {
    {"رائع", "جميل", "lovely", "superb", "जबरदस्त", "मस्त", "great", "fine"},
    {"سيئ", "قبيح", "awful", "dreadful", "घटिया", "बेकार", "bad", "poor"}
  };

  /** A post that says its label in one of so many words. */
  private static Row row(Random random, int words) {
    int label = random.nextInt(2);
    return new Row(
        "post %d of %d %s"
            .formatted(random.nextInt(50), random.nextInt(50), WORDS[label][random.nextInt(words)]),
        label);
  }

  private static List<Row> rows(int n, int words, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(row(random, words));
    }
    return rows;
  }

  private static Effort measure(List<Row> byChance, List<Row> byStrategy) {
    return EffortComparison.measure(
        byChance, byStrategy, rows(120, 8, 99), 2, AnswerSpace.ofLabels(2), CHOICE, 1);
  }

  @Test
  void rowsThatShowEveryWordSaveLabelsBesideRowsThatShowHalfOfThem() {
    Effort.Saved saved = measure(rows(80, 4, 1), rows(80, 8, 2)).saved();
    assertThat(saved.lower()).isPositive();
    assertThat(saved.share()).isBetween(saved.lower(), saved.upper());
  }

  @Test
  void aStrategyThatShowsLessNeedsMoreLabelsThanChance() {
    assertThat(measure(rows(80, 8, 1), rows(80, 4, 2)).saved().upper()).isNegative();
  }

  @Test
  void twoArmsOfTheSameKindAreNotToldApart() {
    Effort.Saved saved = measure(rows(80, 8, 1), rows(200, 8, 2)).saved();
    assertThat(saved.lower()).isNegative();
    assertThat(saved.upper()).isPositive();
  }

  @Test
  void theSameSeedFindsTheSame() {
    List<Row> byChance = rows(60, 8, 1);
    List<Row> byStrategy = rows(90, 8, 2);
    assertThat(measure(byChance, byStrategy)).isEqualTo(measure(byChance, byStrategy));
  }

  @Test
  void bothCurvesAreToldBySizeUpToHalfOfTheSmallerArm() {
    Effort effort = measure(rows(80, 8, 1), rows(200, 8, 2));
    assertThat(effort.curve().stream().filter(Effort.Point::strategy).map(Effort.Point::rows))
        .containsExactly(10, 14, 20, 28, 40);
    assertThat(effort.curve().stream().filter(point -> !point.strategy()).map(Effort.Point::rows))
        .containsExactly(10, 14, 20, 28, 40);
  }

  @Test
  void tooFewRowsAreCountedAndNotMeasured() {
    Effort effort = measure(rows(39, 8, 1), rows(200, 8, 2));
    assertThat(effort).isEqualTo(new Effort(39, 200, 120, null, List.of()));
  }

  @Test
  void aDrawOfOneLabelAloneAnswersThatLabel() {
    List<Row> same = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      same.add(new Row("post " + i, 1));
    }
    assertThat(measure(rows(80, 8, 1), same).saved().upper()).isNegative();
  }
}
