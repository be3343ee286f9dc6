package io.qalam.trainer.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.file.Damage;
import io.qalam.trainer.file.Refusals;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Base model folders from outside, damaged in every way we could think of. */
class DamagedModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException, URISyntaxException {
    Path golden =
        Path.of(
            Objects.requireNonNull(getClass().getResource("golden/mha-defaults/config.json"))
                .toURI());
    copy(golden.resolveSibling(""));
    copy(golden.resolveSibling("../gqa-llama3-shards"));
    Files.copy(golden, folder.resolve("config.json"));
  }

  private void copy(Path golden) throws IOException {
    try (var files = Files.newDirectoryStream(golden, "model*")) {
      for (Path file : files) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private static byte[] file(String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private static void readAll(Path file) {
    Safetensors tensors = Safetensors.open(file);
    tensors.entries().forEach((name, entry) -> tensors.floats(name));
  }

  @Test
  void aDamagedSafetensorsFileIsRefusedOrReadWhole() throws IOException {
    Path file = folder.resolve("small.safetensors");
    Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
    tensors.put("a", new Safetensors.Values(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6}));
    tensors.put("b", new Safetensors.Values(new long[] {4}, new float[] {7, 8, 9, 10}));
    Safetensors.writeFloats(file, tensors);
    byte[] good = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] start = Arrays.copyOf(good, 8 + header);
    List<byte[]> variants = new ArrayList<>(Damage.bytes(good, 1, 150));
    for (int length = 0; length < start.length; length++) {
      variants.add(Arrays.copyOf(good, length));
    }
    for (byte[] json : Damage.json(Arrays.copyOfRange(good, 8, 8 + header), 2, 150)) {
      variants.add(file(new String(json, StandardCharsets.ISO_8859_1), good.length - 8 - header));
    }
    Refusals refusals = new Refusals(file, ModelException.class);
    assertThat(refusals.of(variants, () -> readAll(file))).isGreaterThan(variants.size() / 2);
    refusals.ofAnOversizedFile(() -> readAll(file));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 100_000_001, 1L << 32, Long.MAX_VALUE})
  void aHeaderOfAnImpossibleLengthIsRefusedBeforeItIsRead(long length) throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.write(
        file, ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "model.safetensors: is no safetensors file: header length found " + length);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | tensor b: begins at byte 0 of the data, expected 4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor a: begins at byte 4 of the data, expected 0",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | found 8 bytes of data, expected 4",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | tensor a: found 8 bytes, expected 12",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,9]}} | is truncated: tensor a ends at byte 9 of the data, found 8",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | tensor a: data_offsets found [-8,0]",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | tensor a: found -8 bytes, expected 8",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}} | tensor a: data_offsets found [0], expected two",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,9223372036854775808]}} | tensor a: data_offsets found",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | tensor a: shape found [4294967296, 4294967296], beyond any file",
        "{'a':{'dtype':'F32','shape':[2305843009213693953],'data_offsets':[0,8]}} | beyond any file",
        "{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}} | tensor a: shape found [2.0]",
        "{'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}} | tensor a: shape found",
        "{'a':{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,2],'data_offsets':[0,8]}} | tensor a: shape found",
        "{'a':{'dtype':'F31','shape':[2],'data_offsets':[0,8]}} | tensor a: dtype found F31",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | its header is no JSON",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}x | its header is no JSON",
        "[1] | its header is no JSON object",
      })
  void aHeaderThatLiesIsRefusedWithWhatItSays(String header, String message) throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, file(header.replace('\'', '"'), 8));
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model.safetensors: ")
        .hasMessageContaining(message);
  }

  @Test
  void aHeaderOfMoreValuesThanMemoryBearsIsRefused() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, file("[" + "[],".repeat(2_000_000) + "0]", 0));
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("its header is no JSON");
  }

  @Test
  void aDamagedConfigurationIsRefusedOrTaken() throws IOException {
    Path file = folder.resolve("config.json");
    byte[] good =
        Files.readString(file)
            .replaceFirst(
                "\\{",
                "{\"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8, \"low_freq_factor\": 1,"
                    + " \"high_freq_factor\": 4, \"original_max_position_embeddings\": 64},"
                    + " \"head_dim\": 8, \"num_key_value_heads\": 2, \"rms_norm_eps\": 1e-5,"
                    + " \"rope_theta\": 5e5, \"tie_word_embeddings\": true,"
                    + " \"max_position_embeddings\": 256,")
            .getBytes(StandardCharsets.UTF_8);
    Refusals refusals = new Refusals(file, ModelException.class);
    List<byte[]> variants = Damage.json(good, 3, 200);
    int refused = refusals.of(variants, () -> LlamaConfig.read(folder).parameters());
    assertThat(refused).isGreaterThan(100);
    refusals.ofAnOversizedFile(() -> LlamaConfig.read(folder));
  }

  @Test
  void aDamagedIndexIsRefusedOrTaken() throws IOException {
    Files.delete(folder.resolve("model.safetensors"));
    Path file = folder.resolve("model.safetensors.index.json");
    List<byte[]> variants = Damage.json(Files.readAllBytes(file), 4, 150);
    int refused = 0;
    for (byte[] variant : variants) {
      Files.write(file, variant);
      try {
        assertThat(ModelWeights.open(folder).files()).isNotEmpty();
      } catch (ModelException e) {
        refused++;
        assertThat(e.getMessage()).contains("model").doesNotContainPattern("[\\p{Cntrl}\u2028]");
      }
    }
    assertThat(refused).isGreaterThan(75);
    new Refusals(file, ModelException.class).ofAnOversizedFile(() -> ModelWeights.open(folder));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "architectures | [\"MistralForCausalLM\"] | architectures found MistralForCausalLM, expected LlamaForCausalLM",
        "model_type | \"mllama\" | model_type found mllama, expected llama",
        "attention_bias | true | attention_bias found true, expected false",
        "mlp_bias | true | mlp_bias found true, expected false",
        "hidden_act | \"gelu\" | hidden_act found gelu, expected silu",
        "rope_scaling | {\"rope_type\": \"yarn\", \"factor\": 2} | rope_type found yarn, expected llama3",
        "rope_scaling | {\"type\": \"linear\", \"factor\": 2} | rope_type found linear, expected llama3",
        "rope_scaling | {\"rope_type\": \"llama3\", \"factor\": 8} | low_freq_factor found nothing, expected a number",
        "rope_parameters | {\"full_attention\": {\"rope_theta\": 1}} | rope_parameters.full_attention found",
        "partial_rotary_factor | 0.5 | partial_rotary_factor found 0.5, expected 1.0",
        "num_key_value_heads | 3 | num_attention_heads found 4, expected a multiple of num_key_value_heads = 3",
        "num_attention_heads | 5 | hidden_size found 32, expected a multiple of num_attention_heads = 5",
        "head_dim | 7 | head_dim found 7, expected a multiple of 2",
        "num_hidden_layers | 2000000000 | num_hidden_layers found 2000000000, expected a whole number from 1 to 1000",
        "rms_norm_eps | 0 | rms_norm_eps found 0, expected a number",
        "bos_token_id | \"1\" | bos_token_id found \"1\", expected a token's id",
        "eos_token_id | [2, null] | eos_token_id found [2,null], expected a token's id",
        "tie_word_embeddings | \"no\" | tie_word_embeddings found \"no\", expected true or false",
      })
  void aModelThatIsNotComputedIsRefusedByTheFieldThatSaysSo(
      String field, String value, String message) throws IOException {
    Path file = folder.resolve("config.json");
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    json.set(field, JSON.readTree(value));
    Files.writeString(file, json.toString());
    assertThatThrownBy(() -> LlamaConfig.read(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("config.json: ")
        .hasMessageContaining(message);
  }

  @Test
  void aTensorOfAnotherModelIsRefusedByItsName() throws IOException {
    LlamaConfig config = LlamaConfig.read(folder);
    Files.writeString(
        folder.resolve("config.json"),
        Files.readString(folder.resolve("config.json"))
            .replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1"));
    ModelWeights weights = ModelWeights.open(folder);
    weights.require(config.shapes());
    assertThatThrownBy(() -> weights.require(LlamaConfig.read(folder).shapes()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "model.safetensors: tensor model.layers.1.input_layernorm.weight: found, expected none");
  }

  @Test
  void aTiedModelWithAHeadOfItsOwnIsRefused() throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(
        file, Files.readString(file).replaceFirst("\\{", "{\"tie_word_embeddings\": true,"));
    assertThatThrownBy(() -> ModelWeights.open(folder).require(LlamaConfig.read(folder).shapes()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "tensor lm_head.weight: differs from model.embed_tokens.weight, expected"
                + " tie_word_embeddings false");
  }
}
