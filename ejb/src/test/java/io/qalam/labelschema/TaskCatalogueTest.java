package io.qalam.labelschema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskCatalogueTest {

  static List<CatalogueTask> entries() {
    return TaskCatalogue.all();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void aProjectCanBeOpenedFromIt(CatalogueTask entry) {
    NewProject project =
        new NewProject(
            entry.dataset(),
            entry.task(),
            new ArrayList<>(entry.languages()),
            entry.secondText(),
            null,
            new ArrayList<>(entry.labels()),
            List.of(entry.instruction()),
            entry.answer());
    assertThat(project.labels()).isEqualTo(entry.labels());
    assertThat(entry.names()).containsKeys("en", "ar", "hi");
    assertThat(entry.labels()).allMatch(entry.instruction()::contains);
  }

  @Test
  void inferenceAndStanceAreAboutTwoTexts() {
    assertThat(entries())
        .filteredOn(entry -> entry.secondText() != null)
        .extracting(entry -> entry.task() + " " + entry.secondText())
        .containsOnly("natural language inference HYPOTHESIS", "stance detection TARGET");
  }

  @Test
  void everyTaskIsThereAndSummarisingHasNoLabels() {
    assertThat(entries()).extracting(CatalogueTask::task).hasSizeGreaterThan(40);
    assertThat(entries().stream().map(CatalogueTask::task).distinct()).hasSize(19);
    assertThat(entries())
        .filteredOn(entry -> entry.labels().isEmpty())
        .extracting(entry -> entry.task() + " " + entry.answer())
        .containsOnly("news summarization SUMMARY");
    assertThat(entries()).extracting(CatalogueTask::id).doesNotHaveDuplicates();
  }
}
