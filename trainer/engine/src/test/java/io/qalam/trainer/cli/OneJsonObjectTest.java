package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.bench.EffortBench;
import io.qalam.trainer.bench.OrdersBench;
import io.qalam.trainer.dataset.DatasetManifest;
import io.qalam.trainer.dataset.Preparation;
import io.qalam.trainer.dataset.PreparedDataset;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.TrainingExample;
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

/** With {@code --json} standard output is one JSON object, whatever the progress says beside it. */
class OneJsonObjectTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir private Path folder;
  private String model;

  @BeforeEach
  void writeModel() throws IOException {
    model = TinyModel.write(folder.resolve("tiny")).toString();
  }

  @Test
  void anAdapterThatIsImportedOrMergedIsTold() throws Exception {
    String id = trainAdapter();
    JsonNode imported =
        printed(
            AdapterImport.class,
            "--adapter",
            at("adapter"),
            "--made-for",
            id,
            "--out",
            at("ours"),
            "--model",
            model);
    assertThat(imported.path("base").asText()).isEqualTo(id);
    assertThat(imported.path("out").asText()).isEqualTo(at("ours"));

    JsonNode merged =
        printed(
            AdapterMerge.class, "--adapter", at("ours"), "--out", at("merged"), "--model", model);
    assertThat(merged.path("base").asText()).isEqualTo(id);
    assertThat(merged.path("out").asText()).isEqualTo(at("merged"));
    assertThat(merged.path("rank").asInt()).isEqualTo(imported.path("rank").asInt());
  }

  private String trainAdapter() {
    try (Engine engine = TinyModel.open(Path.of(model));
        LoraTraining training =
            engine.train(TinyModel.spec(1, false, 0), TinyModel.rows(), null, null)) {
      training.next();
      training.save(folder.resolve("adapter"));
      return engine.baseModelId();
    }
  }

  @Test
  void whatIsPredictedIsJsonAnyway() throws Exception {
    Files.writeString(folder.resolve("posts.jsonl"), "{\"id\": 7, \"text\": \"good\"}\n");
    JsonNode predicted =
        printed(
            Predict.class,
            "--in",
            at("posts.jsonl"),
            "--labels",
            "a,b",
            "--instruction",
            "?",
            "--model",
            model);
    assertThat(predicted.path("id").asInt()).isEqualTo(7);
  }

  @Test
  void ordersAndEffortAreMeasuredByDataset() throws Exception {
    buildData();
    JsonNode effort =
        printed(
            EffortBench.class,
            "--data",
            at("data"),
            "--random",
            "60",
            "--rows",
            "80",
            "--seeds",
            "1");
    assertThat(effort.path("randomPairs").asInt()).isEqualTo(1);
    assertThat(effort.path("measured").path(0).path("byMargin").path("share").isNumber()).isTrue();

    JsonNode orders =
        printed(
            OrdersBench.class,
            "--data",
            at("data"),
            "--out",
            at("runs"),
            "--model",
            model,
            "--train",
            "4",
            "--test",
            "4",
            "--epochs",
            "1",
            "--threads",
            "1");
    JsonNode row = orders.path("datasets").path(0);
    assertThat(row.path("dataset").asText()).isEqualTo("posts");
    assertThat(orders.path("mean").path("BY_TASK")).isEqualTo(row.path("BY_TASK"));
    assertThat(row.path("base").isNumber()).isTrue();
  }

  private void buildData() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      TrainingExample row = TinyModel.rows().get(i % TinyModel.rows().size());
      lines.add(
          JSON.writeValueAsString(Map.of("text", row.text() + " " + i, "label", row.label())));
    }
    Files.write(folder.resolve("posts.jsonl"), lines);
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"datasets": [{"name": "posts", "language": "ar", "task": "sentiment",
          "definition": "Sentiment of the post?",
          "labels": ["negative", "neutral", "positive"], "files": [{"path": "posts.jsonl"}],
          "fields": {"text": "text", "label": "label"}}]}
        """);
    DatasetManifest manifest = DatasetManifest.read(folder.resolve("manifest.json"));
    Preparation preparation = Preparation.standard(1);
    PreparedDataset dataset = preparation.prepare(manifest.folder(), manifest.datasets()).get(0);
    new RecipeFolder(folder.resolve("data"))
        .write(dataset, DatasetInstructions.fromTemplates(dataset, false), preparation);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  /** What a process of the command prints, its progress kept apart. */
  private JsonNode printed(Class<?> command, String... words) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), command.getName()));
    line.addAll(List.of(words));
    line.add("--json");
    Path progress = folder.resolve("progress");
    Process process = new ProcessBuilder(line).redirectError(progress.toFile()).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(Files.readString(progress)).isZero();
    JsonNode json = JSON.readTree(output);
    assertThat(json.isObject()).isTrue();
    return json;
  }
}
