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
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetEvaluationTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /** TinyModel's nine posts, all of them in every split: what is trained on is measured. */
  private StoredDataset dataset(String kind) throws IOException {
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
          "kind": "%s", "labels": ["negative", "neutral", "positive"], "files": [{"path": "posts.jsonl"}],
          "fields": {"text": "text", "%s": "label", "split": "split"}}]}
        """
            .formatted(kind, kind));
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
  void anAdapterThatLearntTheRowsWritesAndScoresThemAllRight() throws IOException {
    StoredDataset dataset = dataset("label");
    try (Engine engine = TinyModel.open(TinyModel.write(folder.resolve("model")));
        LoraTraining training =
            engine.train(TinyModel.spec(40, true, 0), TinyModel.rows(), null, null)) {
      while (!training.done()) {
        training.next();
      }
      try (LoraAdapter adapter = training.adapter()) {
        DatasetReport report =
            new DatasetEvaluation(engine, adapter, 100).evaluate(dataset, Split.TEST);
        assertThat(report.rows()).isEqualTo(9);
        assertThat(report.written().main()).isCloseTo(1, within(1e-9));
        assertThat(report.scored().main()).isCloseTo(1, within(1e-9));
        assertThat(report.kinds()).isEqualTo(Map.of(AnswerKind.LABEL, 9));
        assertThat(report.calibration().temperature()).isLessThan(1);
        assertThat(report.yardstick().main()).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void aModelThatWritesNoLabelIsWrongAndToldSo() throws IOException {
    StoredDataset dataset = dataset("labels");
    try (Engine engine = TinyModel.open(TinyModel.write(folder.resolve("model")))) {
      DatasetReport report = new DatasetEvaluation(engine, null, 5).evaluate(dataset, Split.TEST);
      assertThat(report.rows()).isEqualTo(5);
      assertThat(report.written().main()).isZero();
      assertThat(report.kinds().values().stream().mapToInt(n -> n).sum()).isEqualTo(5);
      assertThat(report.scored()).as("a post may have several labels").isNull();
    }
  }

  @Test
  void aSplitWithoutRowsIsNamed() throws IOException {
    StoredDataset dataset = dataset("label");
    Files.writeString(dataset.folder().resolve("test.jsonl"), "");
    try (Engine engine = TinyModel.open(TinyModel.write(folder.resolve("model")))) {
      DatasetEvaluation evaluation = new DatasetEvaluation(engine, null, 5);
      assertThatThrownBy(() -> evaluation.evaluate(dataset, Split.TEST))
          .hasMessageContaining("posts has no TEST row");
      Files.writeString(dataset.folder().resolve("test.jsonl"), "{\"id\": 1");
      assertThatThrownBy(() -> evaluation.evaluate(dataset, Split.TEST))
          .hasMessageContaining("test.jsonl, line 1: is no row");
    }
  }
}
