package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.dataset.DatasetManifest;
import io.qalam.trainer.dataset.Preparation;
import io.qalam.trainer.dataset.PreparedDataset;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.recipe.DatasetInstructions;
import io.qalam.trainer.recipe.RecipeFolder;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path model;

  /** TinyModel's nine posts, all of them in every split. */
  @BeforeEach
  void prepare() throws IOException {
    model = TinyModel.write(folder.resolve("tiny"));
    List<String> lines = new ArrayList<>();
    for (TrainingExample row : TinyModel.rows()) {
      lines.add(
          JSON.writeValueAsString(
              Map.of("text", row.text(), "label", row.label(), "split", "train")));
    }
    Files.write(folder.resolve("posts.jsonl"), lines);
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"datasets": [{"name": "posts", "language": "ar", "task": "sentiment",
          "definition": "Sentiment of the post?", "kind": "label",
          "labels": ["negative", "neutral", "positive"], "files": [{"path": "posts.jsonl"}],
          "fields": {"text": "text", "label": "label", "split": "split"}}]}
        """);
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));
    Preparation preparation = Preparation.standard(1);
    PreparedDataset read = preparation.prepare(manifest.folder(), manifest.datasets()).get(0);
    var rows =
        java.util.stream.Stream.of(Split.values())
            .flatMap(split -> read.rows(split).stream())
            .toList();
    PreparedDataset everywhere =
        new PreparedDataset(
            read.spec(),
            read.labels(),
            Map.of(Split.TRAIN, rows, Split.TEST, rows, Split.DEVELOPMENT, rows),
            read.report());
    new RecipeFolder(folder.resolve("data"))
        .write(
            everywhere,
            new DatasetInstructions(
                "posts", "test", "en", List.of(TinyModel.SENTIMENT.instruction())),
            preparation);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"epochs": 6, "batchSize": 4, "optimizer": {"learningRate": 0.02},
         "lora": {"rank": 4, "alpha": 8}, "maxTokens": 240, "checkpointSteps": 2}
        """);
  }

  private JsonNode train(String out, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--data", at("data"), "--model", model.toString(), "--config", at("config.json")));
    arguments.addAll(List.of("--threads", "1", "--out", at(out)));
    arguments.addAll(List.of(more));
    Train.run(Train.options(arguments.toArray(String[]::new)));
    return JSON.readTree(Files.readAllBytes(folder.resolve(out).resolve("training.json")));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static double least(JsonNode journal) {
    double least = Double.MAX_VALUE;
    for (JsonNode evaluation : journal.path("evaluations")) {
      least = Math.min(least, evaluation.path("loss").asDouble());
    }
    return least;
  }

  @Test
  void aRunGoesOnFromAnAdapterOrStartsAnewWithItInTheBasesWeights() throws IOException {
    JsonNode first = train("first");
    JsonNode continued = train("continued", "--from", at("first/adapter"));
    JsonNode anew = train("anew", "--merge", at("first/adapter"));
    assertThat(least(first)).isLessThan(first.path("lossBefore").asDouble() / 2);
    assertThat(continued.path("base").asText()).isEqualTo(Engine.id(model));
    assertThat(continued.path("lossBefore").asDouble()).isCloseTo(least(first), within(1e-3));
    Path merged = folder.resolve("anew/merged");
    assertThat(anew.path("base").asText()).isEqualTo(Engine.id(merged));
    assertThat(anew.path("lossBefore").asDouble()).isCloseTo(least(first), within(0.1));
    try (Engine engine = TinyModel.open(merged);
        LoraAdapter adapter = engine.load(folder.resolve("anew/adapter"))) {
      assertThat(adapter.config().rank()).isEqualTo(4);
    }
  }

  @Test
  void bothAtOnceAreRefused() {
    assertThatThrownBy(() -> train("out", "--from", "x", "--merge", "y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--from and --merge found together, expected one");
  }
}
