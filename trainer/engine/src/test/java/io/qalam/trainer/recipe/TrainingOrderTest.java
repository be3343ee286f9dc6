package io.qalam.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingOrderTest {

  private static final List<DatasetBlock<String>> BLOCKS =
      List.of(
          block("hi", "sentiment", "B"),
          block("ar", "sarcasm", "Z"),
          block("en", "sentiment", "A"),
          block("ar", "sentiment", "C"),
          block("en", "claim", "D"));

  private static DatasetBlock<String> block(String language, String task, String dataset) {
    return new DatasetBlock<>(
        language,
        task,
        dataset,
        IntStream.range(0, 20).mapToObj(i -> language + " " + task + " " + dataset + i).toList());
  }

  @Test
  void alphabeticalTakesLanguagesThenDatasetsAndShufflesNothing() {
    List<String> rows = TrainingOrder.ALPHABETICAL.of(BLOCKS, 1);
    assertThat(runs(rows, TrainingOrderTest::dataset)).containsExactly("C", "Z", "A", "D", "B");
    assertThat(rows.subList(0, 20)).isEqualTo(BLOCKS.get(3).rows());
  }

  @Test
  void byLanguageTakesLanguagesByNameAndShufflesInside() {
    List<String> rows = TrainingOrder.BY_LANGUAGE.of(BLOCKS, 1);
    assertThat(runs(rows, row -> row.split(" ")[0])).containsExactly("ar", "en", "hi");
    assertThat(runs(rows, TrainingOrderTest::dataset)).as("datasets stay whole").hasSize(5);
    assertThat(rows.subList(80, 100))
        .isNotEqualTo(BLOCKS.get(0).rows())
        .containsExactlyInAnyOrderElementsOf(BLOCKS.get(0).rows());
  }

  @Test
  void byTaskTakesTasksByNameWhateverTheLanguage() {
    List<String> rows = TrainingOrder.BY_TASK.of(BLOCKS, 1);
    assertThat(runs(rows, row -> row.split(" ")[1]))
        .containsExactly("claim", "sarcasm", "sentiment");
    assertThat(runs(rows, TrainingOrderTest::dataset)).hasSize(5);
  }

  @Test
  void theOrderOfDatasetsInAGroupDependsOnTheSeed() {
    assertThat(
            IntStream.range(0, 20)
                .mapToObj(
                    seed ->
                        runs(TrainingOrder.BY_TASK.of(BLOCKS, seed), TrainingOrderTest::dataset))
                .distinct())
        .hasSize(6);
  }

  @Test
  void randomMixesTheDatasets() {
    assertThat(runs(TrainingOrder.RANDOM.of(BLOCKS, 1), TrainingOrderTest::dataset))
        .hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @EnumSource
  void everyRowComesOnceAndOneSeedGivesOneOrder(TrainingOrder order) {
    List<String> all = BLOCKS.stream().flatMap(block -> block.rows().stream()).toList();
    assertThat(order.of(BLOCKS, 7)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(order.of(BLOCKS, 7)).isEqualTo(order.of(BLOCKS, 7));
  }

  private static String dataset(String row) {
    return row.split(" ")[2].replaceAll("\\d", "");
  }

  /** What changes from row to row, each run once. */
  private static List<String> runs(List<String> rows, UnaryOperator<String> of) {
    List<String> runs = new ArrayList<>();
    for (String row : rows) {
      String value = of.apply(row);
      if (runs.isEmpty() || !runs.get(runs.size() - 1).equals(value)) {
        runs.add(value);
      }
    }
    return runs;
  }
}
