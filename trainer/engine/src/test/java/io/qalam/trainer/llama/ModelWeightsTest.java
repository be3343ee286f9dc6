package io.qalam.trainer.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.serve.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelWeightsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path single;

  @BeforeEach
  void write() throws IOException {
    single = TinyModel.write(folder.resolve("single"));
  }

  /** The tensors dealt to two files, as transformers saves a large model. */
  private Path shards() throws IOException {
    Path sharded = TinyModel.write(folder.resolve("sharded"));
    Safetensors all = Safetensors.open(sharded.resolve("model.safetensors"));
    List<Map<String, Safetensors.Values>> halves = new ArrayList<>();
    halves.add(new LinkedHashMap<>());
    halves.add(new LinkedHashMap<>());
    ObjectNode index = JSON.createObjectNode();
    ObjectNode map = index.putObject("weight_map");
    all.entries()
        .forEach(
            (name, entry) -> {
              int half = map.size() % 2;
              halves.get(half).put(name, new Safetensors.Values(entry.shape(), all.floats(name)));
              map.put(name, shard(half));
            });
    for (int half = 0; half < 2; half++) {
      Safetensors.writeBfloats(sharded.resolve(shard(half)), halves.get(half));
    }
    Files.delete(sharded.resolve("model.safetensors"));
    Files.writeString(sharded.resolve("model.safetensors.index.json"), index.toString());
    return sharded;
  }

  private static String shard(int half) {
    return "model-0000" + (half + 1) + "-of-00002.safetensors";
  }

  private static void index(Path sharded, String from, String to) throws IOException {
    Path file = sharded.resolve("model.safetensors.index.json");
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  @Test
  void aModelInShardsScoresAsTheSameModelInOneFile() throws IOException {
    List<float[]> found = new ArrayList<>();
    for (Path model : List.of(single, shards())) {
      try (Engine engine = TinyModel.open(model)) {
        found.add(
            engine.score(null, TinyModel.SENTIMENT, TinyModel.texts()).stream()
                .map(LabelScore::probabilities)
                .reduce(new float[0], ModelWeightsTest::joined));
      }
    }
    assertThat(found.get(1)).isEqualTo(found.get(0));
  }

  private static float[] joined(float[] one, float[] other) {
    float[] joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    Path sharded = shards();
    Files.delete(sharded.resolve(shard(1)));
    assertThatThrownBy(() -> TinyModel.open(sharded))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(shard(1) + ": shard is missing");
  }

  @Test
  void aTensorThatTheIndexNamesAndTheShardLacksIsNamed() throws IOException {
    Path sharded = shards();
    index(sharded, "\"model.norm.weight\"", "\"model.norm.weights\"");
    assertThatThrownBy(() -> TinyModel.open(sharded))
        .hasMessageContaining("tensor model.norm.weights is missing");
  }

  @Test
  void aTensorThatTheIndexLacksIsNamed() throws IOException {
    Path sharded = shards();
    index(sharded, ",\"model.norm.weight\":\"" + shard(1) + "\"", "");
    index(sharded, ",\"model.norm.weight\":\"" + shard(0) + "\"", "");
    assertThatThrownBy(() -> TinyModel.open(sharded))
        .hasMessageContaining("model.safetensors.index.json: tensor model.norm.weight: is missing")
        .hasMessageContaining("expected shape [32]");
  }

  @Test
  void anIndexThatLeadsOutOfTheFolderIsRefused() throws IOException {
    Path sharded = shards();
    index(sharded, shard(0), "../single/model.safetensors");
    assertThatThrownBy(() -> TinyModel.open(sharded))
        .hasMessageContaining("'../single/model.safetensors', expected a plain name.safetensors");
  }

  @Test
  void aFolderWithoutWeightsOrConfigurationIsNamed() throws IOException {
    Files.delete(single.resolve("model.safetensors"));
    assertThatThrownBy(() -> TinyModel.open(single))
        .hasMessageContaining(
            "model.safetensors: is missing, expected one safetensors file, or shards");
    Files.delete(single.resolve("config.json"));
    assertThatThrownBy(() -> TinyModel.open(single))
        .hasMessageContaining("config.json: is missing, expected a Hugging Face model folder");
  }
}
