package io.qalam.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.model.Evaluation.Interval;
import io.qalam.evaluation.model.Part;
import io.qalam.evaluation.model.Scores;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DevelopmentFiguresTest {

  private static Evaluation row(
      Part part, String lang, int posts, float candidate, float live, Float yardstick) {
    return new Evaluation(
        new UUID(0, 1),
        part,
        "sentiment",
        lang,
        posts,
        scores(candidate),
        scores(live),
        new Interval(candidate - live, -.1f, .1f),
        yardstick == null ? null : scores(yardstick));
  }

  private static Scores scores(float macroF1) {
    return new Scores(.9f, macroF1, .9f, .9f, null, null);
  }

  @Test
  void theRowOverAllLanguagesOfTheDevelopmentPartCounts() {
    DevelopmentFigures figures =
        DevelopmentFigures.of(
                List.of(
                    row(Part.DEVELOPMENT, "all", 20, .6f, .5f, .7f),
                    row(Part.DEVELOPMENT, "ar", 10, .1f, .1f, .1f),
                    row(Part.TEST, "all", 20, .2f, .2f, .2f)))
            .orElseThrow();

    assertThat(figures).isEqualTo(new DevelopmentFigures(.6f, .5f, .7f));
  }

  @Test
  void withoutItTheLanguagesCountByTheirPosts() {
    DevelopmentFigures figures =
        DevelopmentFigures.of(
                List.of(
                    row(Part.DEVELOPMENT, "ar", 30, .8f, .4f, .6f),
                    row(Part.DEVELOPMENT, "hi", 10, .4f, .0f, .2f)))
            .orElseThrow();

    assertThat(figures.candidate()).isCloseTo(.7f, within(1e-6f));
    assertThat(figures.live()).isCloseTo(.3f, within(1e-6f));
    assertThat(figures.yardstick()).isCloseTo(.5f, within(1e-6f));
  }

  @Test
  void aYardstickMeasuredOnSomeOfThePostsAloneHasNoFigure() {
    DevelopmentFigures figures =
        DevelopmentFigures.of(
                List.of(
                    row(Part.DEVELOPMENT, "ar", 30, .8f, .4f, .6f),
                    row(Part.DEVELOPMENT, "hi", 10, .4f, .0f, null)))
            .orElseThrow();

    assertThat(figures.yardstick()).isNull();
  }

  @Test
  void withoutADevelopmentPostThereAreNoFigures() {
    assertThat(DevelopmentFigures.of(List.of(row(Part.TEST, "all", 20, .2f, .2f, .2f)))).isEmpty();
  }
}
