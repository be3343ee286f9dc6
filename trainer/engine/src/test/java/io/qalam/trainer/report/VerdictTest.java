package io.qalam.trainer.report;

import static io.qalam.trainer.report.Subject.BASE;
import static io.qalam.trainer.report.Subject.YARDSTICK;
import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.report.Verdict.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADAPTER | BASE      |  .041 |  .012 |  .070 | BETTER         | The adapter is better than the base here by .041 [.012, .070].",
        "ADAPTER | YARDSTICK |  .041 |  .012 |  .070 | BETTER         | The adapter is better than the yardstick here by .041 [.012, .070].",
        "ADAPTER | YARDSTICK | -.041 | -.070 | -.012 | WORSE          | The yardstick is better than the adapter here by .041 [.012, .070]: with 280 rows to learn from a user is served better by it.",
        "ADAPTER | BASE      | -.041 | -.070 | -.012 | WORSE          | The base is better than the adapter here by .041 [.012, .070]: the adapter does harm here.",
        "ADAPTER | BASE      |  .010 | -.020 |  .040 | NOT_TOLD_APART | The adapter and the base cannot be told apart on these 200 rows: +.010 [−.020, +.040].",
        "ADAPTER | BASE      |  .010 |  0    |  .040 | NOT_TOLD_APART | The adapter and the base cannot be told apart on these 200 rows: +.010 [.000, +.040].",
        "ADAPTER | BASE      |  0    |  0    |  0    | NOT_TOLD_APART | The adapter and the base cannot be told apart on these 200 rows: .000 [.000, .000].",
      })
  void whatIsBetterIsSaidInPlainWords(
      Subject of,
      Subject against,
      double value,
      double lower,
      double upper,
      Standing standing,
      String sentence) {
    Difference difference =
        new Difference(of, against, Way.WRITTEN, new Figure(value, lower, upper));

    assertThat(Verdict.of(figures("tuned", List.of(difference), Published.NOTHING)))
        .contains(new Verdict(standing, sentence));
  }

  @Test
  void withoutAnAdapterTheBaseIsComparedInBothWays() {
    Figure apart = new Figure(-.2, -.3, -.1);
    Figure near = new Figure(-.01, -.05, .03);

    List<Verdict> verdicts =
        Verdict.of(
            figures(
                null,
                List.of(
                    new Difference(BASE, YARDSTICK, Way.WRITTEN, apart),
                    new Difference(BASE, YARDSTICK, Way.SCORED, near)),
                Published.NOTHING));

    assertThat(verdicts)
        .extracting(Verdict::standing)
        .containsExactly(Standing.WORSE, Standing.NOT_TOLD_APART);
    assertThat(verdicts.get(1).sentence())
        .isEqualTo(
            "By the most probable label, the base and the yardstick cannot be told apart on these"
                + " 200 rows: −.010 [−.050, +.030].");
  }

  @Test
  void aMissingYardstickIsSaid() {
    assertThat(Verdict.of(figures(null, List.of(), Published.NOTHING)))
        .containsExactly(
            new Verdict(
                Standing.NOTE,
                "There is no yardstick here: the training rows have fewer than two labels."));
  }

  @ParameterizedTest
  @CsvSource({".4, below", ".5, inside", ".6, above"})
  void aPublishedFigureIsPlacedWhereItIsComparable(double llamaLens, String place) {
    Published published = new Published("macro-f1", null, null, llamaLens, List.of(), true);
    Published other =
        new Published("accuracy", null, null, llamaLens, List.of("ours is macro-f1"), false);

    assertThat(Verdict.of(figures(null, List.of(), published)))
        .extracting(Verdict::sentence)
        .contains(
            "The published figure of LlamaLens, %s, is %s the interval of the base."
                .formatted(Decimals.plain(llamaLens), place));
    assertThat(Verdict.of(figures(null, List.of(), other))).hasSize(1);
  }

  private static DatasetFigures figures(
      String adapter, List<Difference> differences, Published published) {
    Measured measured =
        new Measured(
            "posts",
            "ar",
            "sarcasm detection",
            "label",
            "macro-f1",
            null,
            List.of("no", "yes"),
            "test",
            200,
            280,
            50,
            "mini",
            adapter,
            20);
    SubjectFigures base =
        new SubjectFigures(
            BASE,
            Way.WRITTEN,
            Map.of("macro-f1", new Figure(.5, .45, .55)),
            Map.of(),
            List.of(),
            null,
            List.of());
    return new DatasetFigures(measured, 200, List.of(base), differences, published, List.of());
  }
}
