package io.qalam.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.dataset.DatasetManifest;
import io.qalam.trainer.dataset.Preparation;
import io.qalam.trainer.dataset.PreparedDataset;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.recipe.DatasetInstructions;
import io.qalam.trainer.recipe.RecipeFolder;
import io.qalam.trainer.recipe.StoredDataset;
import io.qalam.trainer.report.DatasetOutcomes.Row;
import io.qalam.trainer.report.DatasetOutcomes.SubjectAnswers;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetEvaluationTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Progress NOBODY = (done, all) -> {};

  @TempDir private Path folder;

  /** TinyModel's nine posts, all of them in every split: what is trained on is measured. */
  private StoredDataset dataset(String kind) throws IOException {
    boolean summary = kind.equals("summary");
    List<String> lines = new ArrayList<>();
    for (TrainingExample row : TinyModel.rows()) {
      for (String split : List.of("train", "test", "dev")) {
        lines.add(
            JSON.writeValueAsString(
                Map.of("text", row.text(), "label", row.label(), "split", split)));
      }
    }
    Files.write(folder.resolve("posts.jsonl"), lines);
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"datasets": [{"name": "posts", "language": "ar", "task": "sentiment", "definition": "Sentiment of the post?",
          "kind": "%s", %s "files": [{"path": "posts.jsonl"}],
          "fields": {"text": "text", "%s": "%s", "split": "split"}}]}
        """
            .formatted(
                kind,
                summary ? "" : "\"labels\": [\"negative\", \"neutral\", \"positive\"],",
                kind,
                summary ? "text" : "label"));
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));
    Preparation preparation = Preparation.standard(1);
    PreparedDataset prepared = preparation.prepare(manifest.folder(), manifest.datasets()).get(0);
    RecipeFolder recipe = new RecipeFolder(folder.resolve("built"));
    DatasetInstructions instructions =
        new DatasetInstructions("posts", "test", "en", List.of(TinyModel.SENTIMENT.instruction()));
    recipe.write(everywhere(prepared), instructions, preparation);
    return recipe.datasets().get(0);
  }

  private static PreparedDataset everywhere(PreparedDataset prepared) {
    var rows = prepared.rows(Split.TEST);
    return new PreparedDataset(
        prepared.spec(),
        prepared.labels(),
        Map.of(Split.TRAIN, rows, Split.TEST, rows, Split.DEVELOPMENT, rows),
        prepared.report());
  }

  @Test
  void anAdapterThatLearntTheRowsWritesAndScoresThemAllRightBesideTheBase() throws IOException {
    StoredDataset dataset = dataset("label");
    try (Engine engine = TinyModel.open(TinyModel.write(folder.resolve("model")));
        LoraTraining training =
            engine.train(TinyModel.spec(40, true, 0), TinyModel.rows(), null, null)) {
      while (!training.done()) {
        training.next();
      }
      try (LoraAdapter adapter = training.adapter()) {
        DatasetOutcomes outcomes =
            new DatasetEvaluation(engine, adapter, "tuned", EvaluationSetting.standard(100))
                .evaluate(dataset, NOBODY)
                .checked();
        DatasetFigures figures = FiguresOfOutcomes.standard().of(outcomes);

        assertThat(outcomes.rows()).hasSize(9).extracting(Row::key).doesNotHaveDuplicates();
        assertThat(outcomes.measured().adapter()).isEqualTo("tuned");
        assertThat(figures.main(Subject.ADAPTER, Way.WRITTEN).orElseThrow().value())
            .isCloseTo(1, within(1e-9));
        assertThat(figures.main(Subject.ADAPTER, Way.SCORED).orElseThrow().value())
            .isCloseTo(1, within(1e-9));
        assertThat(figures.of(Subject.ADAPTER, Way.WRITTEN).orElseThrow().kinds())
            .isEqualTo(Map.of(AnswerKind.LABEL, 9));
        assertThat(outcomes.of(Subject.ADAPTER).orElseThrow().temperature()).isLessThan(1);
        assertThat(figures.main(Subject.BASE, Way.WRITTEN).orElseThrow().value()).isLessThan(1);
        assertThat(figures.difference(Subject.ADAPTER, Subject.BASE, Way.SCORED)).isPresent();
        assertThat(figures.main(Subject.YARDSTICK, Way.WRITTEN).orElseThrow().value())
            .isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void aModelThatWritesNoLabelIsWrongAndToldSo() throws IOException {
    StoredDataset dataset = dataset("labels");
    try (Engine engine = TinyModel.open(TinyModel.write(folder.resolve("model")))) {
      DatasetOutcomes outcomes = base(engine, 5).evaluate(dataset, NOBODY).checked();
      SubjectFigures base =
          FiguresOfOutcomes.standard().of(outcomes).of(Subject.BASE, Way.WRITTEN).orElseThrow();

      assertThat(outcomes.rows()).hasSize(5);
      assertThat(outcomes.measured().rowsInSplit()).isEqualTo(9);
      assertThat(base.figure("macro-f1").value()).isZero();
      assertThat(base.kinds().values().stream().mapToInt(n -> n).sum()).isEqualTo(5);
      assertThat(base.unread()).isNotEmpty();
      assertThat(outcomes.answers())
          .extracting(SubjectAnswers::subject)
          .containsExactly(Subject.BASE, Subject.YARDSTICK);
      assertThat(outcomes.of(Subject.YARDSTICK).orElseThrow().given())
          .as("every row has at least one label")
          .noneMatch(given -> given.labels().isEmpty());
    }
  }

  @Test
  void summariesAreWrittenUpToTheirFullStopAndMeasuredBesideTheFirstSentence() throws IOException {
    StoredDataset dataset = dataset("summary");
    try (Engine engine = TinyModel.open(TinyModel.write(folder.resolve("model")))) {
      EvaluationSetting setting = new EvaluationSetting(Split.TEST, 4, 20, 6);
      DatasetOutcomes outcomes =
          new DatasetEvaluation(engine, null, null, setting).evaluate(dataset, NOBODY).checked();

      assertThat(outcomes.measured().mostTokens()).isEqualTo(6);
      assertThat(outcomes.of(Subject.BASE).orElseThrow().given())
          .hasSize(4)
          .allMatch(given -> given.kind() != AnswerKind.LABEL && given.rouge2() != null);
      assertThat(
              FiguresOfOutcomes.standard()
                  .of(outcomes)
                  .main(Subject.YARDSTICK, Way.WRITTEN)
                  .orElseThrow()
                  .value())
          .as("the summary of these rows is their text")
          .isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void aDatasetThatIsDoneIsNotMeasuredAgainUntilItsSettingsChange() throws IOException {
    StoredDataset dataset = dataset("label");
    OutcomesFolder out = new OutcomesFolder(folder.resolve("out"));
    List<String> told = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void at(int done, int all) {
            told.add(done == all ? "measured" : "measuring");
          }

          @Override
          public void wasDone(Path file) {
            told.add("was done");
          }
        };
    try (Engine engine = TinyModel.open(TinyModel.write(folder.resolve("model")))) {
      DatasetOutcomes first = base(engine, 4).evaluate(dataset, out, progress);
      assertThat(told).last().isEqualTo("measured");
      told.clear();

      assertThat(base(engine, 4).evaluate(dataset, out, progress)).isEqualTo(first);
      assertThat(told).containsExactly("was done");
      told.clear();

      assertThat(base(engine, 5).evaluate(dataset, out, progress).rows()).hasSize(5);
      assertThat(told).last().isEqualTo("measured");
      told.clear();

      Files.writeString(dataset.folder().resolve("train.jsonl"), "\n", StandardOpenOption.APPEND);
      assertThat(base(engine, 5).fingerprint(dataset))
          .as("the yardstick learnt from other rows")
          .isNotEqualTo(
              out.done("ar", "posts", base(engine, 5).fingerprint(dataset))
                  .map(DatasetOutcomes::fingerprint)
                  .orElse(""));
    }
  }

  @Test
  void withoutDevelopmentRowsNoTemperatureIsFitted() throws IOException {
    StoredDataset dataset = dataset("label");
    Files.writeString(dataset.folder().resolve("development.jsonl"), "");
    try (Engine engine = TinyModel.open(TinyModel.write(folder.resolve("model")))) {
      DatasetOutcomes outcomes = base(engine, 3).evaluate(dataset, NOBODY);
      assertThat(outcomes.of(Subject.BASE).orElseThrow().temperature()).isNull();
    }
  }

  @Test
  void aSplitWithoutRowsOrARowWithoutALabelIsNamed() throws IOException {
    StoredDataset dataset = dataset("label");
    Path test = dataset.folder().resolve("test.jsonl");
    String rows = Files.readString(test);
    try (Engine engine = TinyModel.open(TinyModel.write(folder.resolve("model")))) {
      DatasetEvaluation evaluation = base(engine, 5);
      Files.writeString(test, "");
      assertThatThrownBy(() -> evaluation.evaluate(dataset, NOBODY))
          .hasMessageContaining("posts has no TEST row");
      Files.writeString(test, "{\"id\": 1");
      assertThatThrownBy(() -> evaluation.evaluate(dataset, NOBODY))
          .hasMessageContaining("test.jsonl, line 1: is no row");
      Files.writeString(test, rows.replace("\"output\":\"positive\"", "\"output\":\"great\""));
      assertThatThrownBy(() -> evaluation.evaluate(dataset, NOBODY))
          .hasMessageContaining(
              "output found 'great', expected one of [negative, neutral, positive]");
    }
  }

  @Test
  void trainingRowsAreNotMeasured() {
    assertThatThrownBy(() -> new EvaluationSetting(Split.TRAIN, 1, 1, 1))
        .hasMessageContaining("expected test or development");
    assertThatThrownBy(() -> EvaluationSetting.standard(0)).hasMessageContaining("at least 1");
  }

  private static DatasetEvaluation base(Engine engine, int rows) {
    return new DatasetEvaluation(engine, null, null, EvaluationSetting.standard(rows));
  }
}
