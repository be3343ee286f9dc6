package io.qalam.trainer.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.Safetensors;
import io.qalam.trainer.llama.SafetensorsWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plain-model} and {@code nf4-model} are by {@code bench/golden/nf4_model.py}. */
class QuantisedFolderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEIGHTS = "model.safetensors";
  private static final String QUERY = "model.layers.0.self_attn.q_proj.weight";

  @TempDir private Path folder;

  private static Path resource(String name) {
    try {
      return Path.of(QuantisedFolderTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path plain() {
    return resource("plain-model");
  }

  private static Path byTransformers() {
    return resource("nf4-model");
  }

  private Path copy(Path model) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (String name : List.of("config.json", WEIGHTS)) {
      Files.copy(model.resolve(name), copy.resolve(name));
    }
    return copy;
  }

  private Path quantised() throws IOException {
    Path out = folder.resolve("out");
    Quantisation.write(plain(), out, (done, of) -> {});
    return out;
  }

  @Test
  void everyTensorIsThatOfTransformers() throws IOException {
    Safetensors found = Safetensors.open(quantised().resolve(WEIGHTS));
    Safetensors expected = Safetensors.open(byTransformers().resolve(WEIGHTS));
    assertThat(found.entries().keySet())
        .containsExactlyInAnyOrderElementsOf(expected.entries().keySet());
    for (String name : expected.entries().keySet()) {
      assertThat(found.entry(name).dtype()).as(name).isEqualTo(expected.entry(name).dtype());
      if (name.endsWith(QuantisedWeight.STATE)) {
        assertThat(JSON.readTree(found.bytes(name))).isEqualTo(JSON.readTree(expected.bytes(name)));
      } else {
        assertThat(found.entry(name).shape()).as(name).isEqualTo(expected.entry(name).shape());
        assertThat(found.bytes(name)).as(name).isEqualTo(expected.bytes(name));
      }
    }
  }

  @Test
  void theConfigurationIsThatOfTransformers() throws IOException {
    JsonNode found = JSON.readTree(quantised().resolve("config.json").toFile());
    JsonNode expected = JSON.readTree(byTransformers().resolve("config.json").toFile());
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void whatTransformersWroteOpensWithoutBeingQuantisedAnew() {
    QuantisedFolder opened = QuantisedFolder.open(byTransformers());
    Safetensors source = Safetensors.open(plain().resolve(WEIGHTS));
    assertThat(opened.weights())
        .extracting(QuantisedWeight::name)
        .containsExactlyElementsOf(LlamaConfig.read(plain()).linears().keySet())
        .hasSize(14);
    for (QuantisedWeight weight : opened.weights()) {
      Nf4Weight expected = Nf4Test.quantise(source.floats(weight.name()));
      assertThat(weight.read()).usingRecursiveComparison().isEqualTo(expected);
    }
    assertThat(opened.dynamicMap()).containsExactly(DynamicMap.values());
  }

  @Test
  void aWeightWhoseStatisticsLieInAnotherFileOpens() throws IOException {
    Path copy = copy(byTransformers());
    Safetensors all = Safetensors.open(byTransformers().resolve(WEIGHTS));
    ObjectNode index = JSON.createObjectNode();
    for (int shard = 0; shard < 2; shard++) {
      String file = "model-" + shard + ".safetensors";
      Map<String, SafetensorsWriter.Declared> part = new LinkedHashMap<>();
      for (Map.Entry<String, Safetensors.Entry> one : all.entries().entrySet()) {
        if (one.getKey().endsWith("absmax") == (shard == 1)) {
          Safetensors.Entry entry = one.getValue();
          part.put(one.getKey(), new SafetensorsWriter.Declared(entry.dtype(), entry.shape()));
          index.withObject("/weight_map").put(one.getKey(), file);
        }
      }
      try (SafetensorsWriter writer = new SafetensorsWriter(copy.resolve(file), part)) {
        part.keySet().forEach(name -> writer.copy(name, all));
      }
    }
    Files.delete(copy.resolve(WEIGHTS));
    Files.writeString(copy.resolve(WEIGHTS + ".index.json"), index.toString());
    assertThat(QuantisedFolder.open(copy).weights().get(3).read())
        .usingRecursiveComparison()
        .isEqualTo(QuantisedFolder.open(byTransformers()).weights().get(3).read());
  }

  @Test
  void numbersOfSeveralBytesLieWhereTheyCanBeMapped() throws IOException {
    Safetensors file = Safetensors.open(quantised().resolve(WEIGHTS));
    file.entries()
        .forEach(
            (name, entry) -> {
              int size = entry.dtype().equals("U8") ? 1 : entry.dtype().equals("F32") ? 4 : 2;
              assertThat(file.position(entry) % size).as(name).isZero();
            });
  }

  @Test
  void theReportCountsWeightsAndStatistics() throws IOException {
    List<String> layers = new ArrayList<>();
    Quantisation.Report report =
        Quantisation.write(
            plain(), folder.resolve("out"), (done, of) -> layers.add(done + " of " + of));
    long perLayer = 2 * 32 * 32 + 2 * 16 * 32 + 3 * 80 * 32;
    assertThat(layers).containsExactly("1 of 2", "2 of 2");
    assertThat(report.parameters()).isEqualTo(2 * perLayer);
    // half a byte each, a code a block of 64, and of the seven weights an offset and one block of
    // 256 codes
    assertThat(report.weightBytes()).isEqualTo(perLayer + perLayer / 32 + 2 * 7 * (4 + 4));
    assertThat(report.fileBytes()).isEqualTo(Files.size(folder.resolve("out").resolve(WEIGHTS)));
  }

  @Test
  void anotherKindOfQuantisationIsRefused() throws IOException {
    Path copy = copy(byTransformers());
    replace(copy.resolve("config.json"), "\"nf4\"", "\"fp4\"");
    refuses(copy, "config.json: quantization_config.bnb_4bit_quant_type found fp4, expected nf4");
  }

  @Test
  void aModelThatIsNotQuantisedIsRefused() {
    refuses(plain(), "quantization_config.quant_method found nothing, expected bitsandbytes");
  }

  @Test
  void aMissingStatisticIsNamed() throws IOException {
    Path copy = copy(byTransformers());
    replace(copy.resolve(WEIGHTS), QUERY + ".nested_absmax", QUERY + ".nested_absmix");
    refuses(copy, WEIGHTS + ": tensor " + QUERY + ".nested_absmax: is missing");
  }

  /** The folder with one tensor more. */
  private Path with(Path model, String name) throws IOException {
    Path copy = copy(model);
    Safetensors all = Safetensors.open(model.resolve(WEIGHTS));
    Map<String, SafetensorsWriter.Declared> declared = new LinkedHashMap<>();
    all.entries()
        .forEach(
            (each, entry) ->
                declared.put(each, new SafetensorsWriter.Declared(entry.dtype(), entry.shape())));
    declared.put(name, new SafetensorsWriter.Declared("F32", new long[] {1}));
    try (SafetensorsWriter writer = new SafetensorsWriter(copy.resolve(WEIGHTS), declared)) {
      all.entries().keySet().forEach(each -> writer.copy(each, all));
      writer.write(name, Safetensors.bytes(new float[1], "F32"));
    }
    return copy;
  }

  @Test
  void aTensorOfAnotherModelIsRefusedByItsName() throws IOException {
    String more = QUERY + ".SCB";
    refuses(
        with(byTransformers(), more),
        WEIGHTS + ": tensor " + more + ": found, expected none of this name");
  }

  @Test
  void anotherHeadThanTheTableOfATiedModelIsRefused() throws IOException {
    Path copy = copy(byTransformers());
    replace(copy.resolve("config.json"), "embeddings\": false", "embeddings\": true");
    refuses(
        copy,
        WEIGHTS
            + ": tensor lm_head.weight: differs from model.embed_tokens.weight, expected"
            + " tie_word_embeddings false");
  }

  @Test
  void anotherBlockSizeIsRefused() throws IOException {
    Path copy = copy(byTransformers());
    replace(copy.resolve(WEIGHTS), "\"blocksize\": 64", "\"blocksize\": 32");
    refuses(copy, ".quant_state.bitsandbytes__nf4: blocksize found 32, expected 64");
  }

  @Test
  void anotherShapeIsRefused() throws IOException {
    Path copy = copy(byTransformers());
    replace(copy.resolve(WEIGHTS), "\"shape\": [32, 32]", "\"shape\": [16, 64]");
    refuses(copy, "shape found [16,64], expected [32,32]");
    Files.copy(
        byTransformers().resolve(WEIGHTS),
        copy.resolve(WEIGHTS),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    replace(copy.resolve("config.json"), "\"intermediate_size\": 80", "\"intermediate_size\": 96");
    refuses(copy, "gate_proj.weight: found U8 [1280, 1], expected 1536 of U8");
  }

  @Test
  void anotherMapOfOneWeightIsRefused() throws IOException {
    Path copy = copy(byTransformers());
    flip(copy, "model.layers.1.mlp.up_proj.weight" + QuantisedWeight.DYNAMIC_MAP);
    refuses(copy, "model.layers.1.mlp.up_proj.weight.nested_quant_map: differs from that of");
  }

  @Test
  void otherLevelsAreRefused() throws IOException {
    Path copy = copy(byTransformers());
    flip(copy, QUERY + QuantisedWeight.LEVELS);
    refuses(copy, QUERY + ".quant_map: found other levels than NF4's");
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAsItIs() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("mine"), "keep");
    assertThatThrownBy(() -> quantised())
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("is not empty, expected a new folder or an empty one");
    assertThat(names(out)).containsExactly("mine");
    Files.delete(out.resolve("mine"));
    assertThat(names(quantised())).containsExactlyInAnyOrder("config.json", WEIGHTS);
  }

  @Test
  void aWeightThatIsNoNumberIsNamedAndNothingIsLeftBehind() throws IOException {
    Path copy = copy(plain());
    Safetensors source = Safetensors.open(copy.resolve(WEIGHTS));
    byte[] bytes = Files.readAllBytes(copy.resolve(WEIGHTS));
    int at = (int) source.position(source.entry(QUERY)) + 2 * 70;
    bytes[at] = (byte) 0xc0;
    bytes[at + 1] = 0x7f;
    Files.write(copy.resolve(WEIGHTS), bytes);
    assertThatThrownBy(() -> Quantisation.write(copy, folder.resolve("out"), (done, of) -> {}))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(QUERY + ": found NaN among weights 64 to 127");
    assertThat(names(folder)).containsExactly("copy");
  }

  @Test
  void aQuantisedModelIsNotQuantisedAgain() {
    assertThatThrownBy(
            () -> Quantisation.write(byTransformers(), folder.resolve("out"), (done, of) -> {}))
        .hasMessageContaining("is quantised already, expected a model in 16 bits");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void refuses(Path model, String message) {
    assertThatThrownBy(() -> QuantisedFolder.open(model))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  private static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  private static void flip(Path model, String tensor) throws IOException {
    Safetensors tensors = Safetensors.open(model.resolve(WEIGHTS));
    byte[] bytes = Files.readAllBytes(model.resolve(WEIGHTS));
    bytes[(int) tensors.position(tensors.entry(tensor)) + 4] ^= 1;
    Files.write(model.resolve(WEIGHTS), bytes);
  }
}
