package io.qalam.trainer.report;

import static io.qalam.trainer.report.TestOutcomes.labels;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {

  @TempDir private Path place;

  @Test
  void aFolderBecomesAReportInTheOrderOfNamesAndTheSameEveryTime() throws IOException {
    OutcomesFolder folder = new OutcomesFolder(place);
    for (String name : List.of("posts-b", "posts", "Posts-a")) {
      folder.write(
          new TestOutcomes()
              .name(name)
              .gold(List.of(0), List.of(1), List.of(1))
              .answers(Subject.BASE, null, labels(0), labels(0), labels(1))
              .outcomes());
    }

    EvaluationReport report = EvaluationReport.of(folder, (done, all) -> {});

    assertThat(report.datasets())
        .extracting(one -> one.measured().dataset())
        .containsExactly("posts", "Posts-a", "posts-b");
    assertThat(EvaluationReport.of(folder, (done, all) -> {})).isEqualTo(report);
    JsonNode json = new ObjectMapper().valueToTree(report);
    assertThat(json.at("/datasets/0/subjects/0/figures/accuracy/value").asDouble())
        .isEqualTo(2 / 3.0);
    assertThat(json.at("/overviews/0/groups/0/datasets").asInt()).isEqualTo(3);
  }
}
