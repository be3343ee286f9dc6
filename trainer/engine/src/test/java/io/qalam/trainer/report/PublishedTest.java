package io.qalam.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.recipe.Catalogue;
import io.qalam.trainer.recipe.RecipeTask;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedTest {

  private static final Catalogue.Entry ENTRY = entry(Optional.of(1_500), Optional.of(.639));

  private static Catalogue.Entry entry(Optional<Integer> test, Optional<Double> figure) {
    return new Catalogue.Entry(
        List.of("hi"),
        RecipeTask.of("hate speech detection").orElseThrow(),
        "posts",
        List.of("hateful", "not-hateful"),
        Optional.empty(),
        test,
        Optional.empty(),
        Optional.of("micro-f1"),
        figure,
        Optional.empty(),
        Optional.empty());
  }

  private static Measured measured(String metric, String split, String... labels) {
    return new Measured(
        "Posts",
        "hi",
        "hate speech detection",
        "label",
        metric,
        null,
        List.of(labels),
        split,
        1_500,
        280,
        50,
        "mini",
        null,
        20);
  }

  @Test
  void figuresOfTheSameMetricTaskLabelsAndRowsAreComparable() {
    Published found =
        Published.of(measured("micro-f1", "test", "no", "yes"), 1_500, List.of(ENTRY));

    assertThat(found.isComparable()).isTrue();
    assertThat(found.sameRows()).isTrue();
    assertThat(found.stateOfTheArt()).isEqualTo(.639);
    assertThat(found.llamaLens()).isNull();
  }

  @Test
  void whateverDiffersIsNamed() {
    Published found =
        Published.of(measured("macro-f1", "test", "a", "b", "c"), 200, List.of(ENTRY));

    assertThat(found.isComparable()).isFalse();
    assertThat(found.differs())
        .containsExactly(
            "ours is macro-f1, theirs micro-f1",
            "ours has 3 labels, theirs 2",
            "ours are 200 of 1,500 rows");
    assertThat(
            Published.of(measured("micro-f1", "development", "a", "b"), 1_500, List.of(ENTRY))
                .differs())
        .containsExactly("ours is the development split");
  }

  @Test
  void testRowsThatNobodyCountedAreNotTakenForOurs() {
    Catalogue.Entry unknown = entry(Optional.empty(), Optional.of(.639));
    Published found = Published.of(measured("micro-f1", "test", "a", "b"), 1_500, List.of(unknown));

    assertThat(found.isComparable()).isTrue();
    assertThat(found.sameRows()).isFalse();
  }

  @Test
  void nothingKnownHasNothingToDiffer() {
    Measured measured = measured("macro-f1", "test", "a", "b");

    assertThat(
            Published.of(measured, 200, List.of(entry(Optional.empty(), Optional.empty())))
                .isKnown())
        .isFalse();
    assertThat(Published.of(measured, 200, List.of())).isEqualTo(Published.NOTHING);
  }
}
