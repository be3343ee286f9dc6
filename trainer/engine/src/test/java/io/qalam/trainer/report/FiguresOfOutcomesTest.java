package io.qalam.trainer.report;

import static io.qalam.trainer.report.Subject.ADAPTER;
import static io.qalam.trainer.report.Subject.BASE;
import static io.qalam.trainer.report.Subject.YARDSTICK;
import static io.qalam.trainer.report.TestOutcomes.label;
import static io.qalam.trainer.report.TestOutcomes.labels;
import static io.qalam.trainer.report.TestOutcomes.none;
import static io.qalam.trainer.report.TestOutcomes.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.report.SubjectFigures.Unread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every number here was worked out by hand. */
class FiguresOfOutcomesTest {

  /** Four rows, gold no, no, yes, yes; the base writes yes, nothing useful, yes, no. */
  private static final DatasetFigures ONE_LABEL =
      new TestOutcomes()
          .gold(List.of(0), List.of(0), List.of(1), List.of(1))
          .answers(
              BASE,
              2.0,
              label(1, .4f, .6f),
              none(AnswerKind.REFUSAL, "I cannot say", .8f, .2f),
              label(1, .1f, .9f),
              label(0, .3f, .7f))
          .answers(
              YARDSTICK,
              1.0,
              label(0, .9f, .1f),
              label(0, .9f, .1f),
              label(1, .1f, .9f),
              label(1, .1f, .9f))
          .figures();

  @Test
  void writtenAnswersAreCountedWithWhatIsNoLabelWrong() {
    SubjectFigures base = ONE_LABEL.of(BASE, Way.WRITTEN).orElseThrow();

    // no: tp 0, fp 1, fn 2 -> 0; yes: tp 1, fp 1, fn 1 -> .5
    assertThat(base.figure("macro-f1").value()).isCloseTo(.25, within(1e-9));
    assertThat(base.figure("weighted-f1").value()).isCloseTo(.25, within(1e-9));
    assertThat(base.figure("accuracy").value()).isCloseTo(.25, within(1e-9));
    assertThat(base.figure("micro-f1").value()).isCloseTo(.25, within(1e-9));
    assertThat(base.confusion()).containsExactly(List.of(0, 1, 1), List.of(1, 1, 0));
    assertThat(base.kinds()).isEqualTo(Map.of(AnswerKind.LABEL, 3, AnswerKind.REFUSAL, 1));
    assertThat(base.unread()).containsExactly(new Unread("I cannot say", AnswerKind.REFUSAL, 1));
  }

  @Test
  void theMostProbableLabelIsCountedBesideTheWrittenOne() {
    SubjectFigures base = ONE_LABEL.of(BASE, Way.SCORED).orElseThrow();

    assertThat(base.figure("accuracy").value()).isCloseTo(.75, within(1e-9));
    assertThat(base.confusion()).containsExactly(List.of(1, 1, 0), List.of(0, 2, 0));
  }

  @Test
  void calibrationIsThatOfTheProbabilitiesBeforeAndAfterTheTemperature() {
    var reliability = ONE_LABEL.of(BASE, Way.SCORED).orElseThrow().reliability();

    // bins of 1/15: .6 wrong, .7 right, .8 right, .9 right: (.6 + .3 + .2 + .1) / 4
    assertThat(reliability.errorAsTheyCome()).isCloseTo(.3, within(1e-6));
    // at 2, with the odds' root: 1.5 -> .5505, 7/3 -> .6044, 4 -> .6667, 9 -> .75
    assertThat(reliability.errorScaled())
        .isCloseTo((.5505 + .3956 + .3333 + .25) / 4, within(1e-3));
    assertThat(reliability.binsAsTheyCome().stream().mapToInt(bin -> bin.posts()).sum())
        .isEqualTo(4);
  }

  @Test
  void differencesArePairedAndTheYardstickStandsBesideEitherWay() {
    Difference written = ONE_LABEL.difference(BASE, YARDSTICK, Way.WRITTEN).orElseThrow();
    Difference scored = ONE_LABEL.difference(BASE, YARDSTICK, Way.SCORED).orElseThrow();

    assertThat(written.figure().value()).isCloseTo(-.75, within(1e-9));
    // scored: no 2/3, yes .8
    assertThat(scored.figure().value()).isCloseTo((2 / 3.0 + .8) / 2 - 1, within(1e-9));
    assertThat(written.figure().lower()).isLessThanOrEqualTo(-.75);
    assertThat(written.figure().upper()).isBetween(-.75, 0.0);
    assertThat(ONE_LABEL.difference(ADAPTER, BASE, Way.WRITTEN)).isEmpty();
  }

  @Test
  void thePositiveLabelsF1MayBeTheDatasetsOwn() {
    DatasetFigures figures =
        new TestOutcomes()
            .positive("yes")
            .gold(List.of(0), List.of(1), List.of(1))
            .answers(BASE, null, label(1), label(1), label(1))
            .figures();

    assertThat(figures.main(BASE, Way.WRITTEN).orElseThrow().value()).isCloseTo(.8, within(1e-9));
    assertThat(figures.main(BASE, Way.SCORED)).isEmpty();
  }

  @Test
  void severalLabelsAreCountedLabelByLabel() {
    DatasetFigures figures =
        new TestOutcomes()
            .kind("labels", "macro-f1", "joy", "fear", "anger")
            .gold(List.of(0, 1), List.of(2))
            .answers(BASE, null, labels(0), labels(1, 2))
            .figures();
    SubjectFigures base = figures.of(BASE, Way.WRITTEN).orElseThrow();

    // joy 1, fear 0 (missed once, wrongly given once), anger 1
    assertThat(base.figure("macro-f1").value()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(base.figure("accuracy").value()).isZero();
    assertThat(base.confusion())
        .containsExactly(List.of(1, 0, 0), List.of(0, 1, 1), List.of(1, 0, 0));
    assertThat(base.reliability()).isNull();
  }

  @Test
  void summariesHaveTheMeanOfTheirRouge() {
    DatasetFigures figures =
        new TestOutcomes()
            .kind("summary", "rouge-2")
            .gold(List.of(), List.of())
            .answers(BASE, null, summary(AnswerKind.SUMMARY, .2), summary(AnswerKind.CUT_OFF, .4))
            .answers(
                YARDSTICK, null, summary(AnswerKind.SUMMARY, .5), summary(AnswerKind.SUMMARY, .5))
            .figures();

    assertThat(figures.main(BASE, Way.WRITTEN).orElseThrow())
        .satisfies(
            figure -> {
              assertThat(figure.value()).isCloseTo(.3, within(1e-9));
              assertThat(figure.lower()).isCloseTo(.2, within(1e-9));
              assertThat(figure.upper()).isCloseTo(.4, within(1e-9));
            });
    assertThat(figures.of(BASE, Way.WRITTEN).orElseThrow().kinds())
        .isEqualTo(Map.of(AnswerKind.SUMMARY, 1, AnswerKind.CUT_OFF, 1));
    assertThat(figures.verdicts())
        .extracting(Verdict::sentence)
        .containsExactly(
            "The yardstick is better than the base here by .200 [.100, .300]: a user is served"
                + " better by the text's first sentence.",
            "So few rows (2) make intervals look narrower than they are: nothing should rest on"
                + " them.");
  }

  @Test
  void anOverviewIsTheMeanOverTheDatasetsThatHaveTheFigure() {
    DatasetFigures other =
        new TestOutcomes()
            .gold(List.of(0), List.of(1))
            .answers(BASE, null, labels(0), labels(1))
            .figures();

    List<Overview> overviews = Overview.of(List.of(ONE_LABEL, other));

    assertThat(overviews).extracting(Overview::by).containsExactly(Overview.By.values());
    Overview.Group affect = overviews.get(1).groups().get(0);
    assertThat(affect.name()).isEqualTo("affect");
    assertThat(affect.of(BASE, Way.WRITTEN).orElseThrow().value()).isCloseTo(.625, within(1e-9));
    assertThat(affect.of(YARDSTICK, Way.WRITTEN).orElseThrow().datasets()).isEqualTo(1);
    assertThat(affect.llamaLens()).as("nothing is published of it").isNull();
  }
}
