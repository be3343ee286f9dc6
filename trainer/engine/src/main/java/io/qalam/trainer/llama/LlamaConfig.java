package io.qalam.trainer.llama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of a Llama model, as Hugging Face's config.json spells them. */
public record LlamaConfig(
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    double normEpsilon,
    double ropeTheta,
    @Nullable RopeScaling ropeScaling,
    boolean tiedEmbeddings,
    int maxPositions,
    int beginToken,
    int endToken) {

  /** Llama 3.1's stretching of the rotary frequencies, {@code rope_type: llama3}. */
  public record RopeScaling(
      double factor, double lowFactor, double highFactor, int originalPositions) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "config.json";

  /**
   * Reads {@code config.json} of a model folder.
   *
   * @throws ModelException if it is missing, or describes something that Qalam cannot run
   */
  public static LlamaConfig read(Path folder) {
    Path file = folder.resolve(FILE);
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ModelException(
          file + ": cannot be read as JSON, expected a Hugging Face config.json", e);
    }
    String architecture = json.path("architectures").path(0).asText("none");
    expect(file, "architectures", architecture, "LlamaForCausalLM");
    expect(file, "hidden_act", json.path("hidden_act").asText("silu"), "silu");
    expect(file, "attention_bias", json.path("attention_bias").asText("false"), "false");
    expect(file, "mlp_bias", json.path("mlp_bias").asText("false"), "false");
    int heads = integer(file, json, "num_attention_heads");
    int hidden = integer(file, json, "hidden_size");
    int headSize = json.hasNonNull("head_dim") ? json.get("head_dim").asInt() : hidden / heads;
    LlamaConfig config =
        new LlamaConfig(
            integer(file, json, "vocab_size"),
            hidden,
            integer(file, json, "intermediate_size"),
            integer(file, json, "num_hidden_layers"),
            heads,
            json.path("num_key_value_heads").asInt(heads),
            headSize,
            json.path("rms_norm_eps").asDouble(1e-5),
            json.path("rope_theta")
                .asDouble(json.path("rope_parameters").path("rope_theta").asDouble(10000)),
            scaling(file, json),
            json.path("tie_word_embeddings").asBoolean(false),
            json.path("max_position_embeddings").asInt(2048),
            firstInteger(json, "bos_token_id"),
            firstInteger(json, "eos_token_id"));
    if (heads % config.keyValueHeads != 0) {
      throw new ModelException(
          file
              + ": num_key_value_heads found "
              + config.keyValueHeads
              + ", expected a divisor of "
              + heads);
    }
    return config;
  }

  private static int firstInteger(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isArray() ? value.path(0).asInt(-1) : value.asInt(-1);
  }

  private static int integer(Path file, JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isInt() || value.asInt() < 1) {
      throw new ModelException(
          file + ": " + field + " found " + value + ", expected a positive integer");
    }
    return value.asInt();
  }

  private static void expect(Path file, String field, String found, String expected) {
    if (!found.equals(expected)) {
      throw new ModelException(file + ": " + field + " found " + found + ", expected " + expected);
    }
  }

  private static @Nullable RopeScaling scaling(Path file, JsonNode json) {
    JsonNode scaling =
        json.hasNonNull("rope_scaling") ? json.get("rope_scaling") : json.path("rope_parameters");
    String type = scaling.path("rope_type").asText(scaling.path("type").asText("default"));
    if (type.equals("default")) {
      return null;
    }
    expect(file, "rope_scaling.rope_type", type, "llama3");
    return new RopeScaling(
        scaling.path("factor").asDouble(8),
        scaling.path("low_freq_factor").asDouble(1),
        scaling.path("high_freq_factor").asDouble(4),
        scaling.path("original_max_position_embeddings").asInt(8192));
  }

  /** Writes {@code config.json}, as transformers would read it. */
  public void write(Path folder) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.putArray("architectures").add("LlamaForCausalLM");
    json.put("model_type", "llama").put("torch_dtype", "bfloat16");
    json.put("vocab_size", vocabSize)
        .put("hidden_size", hiddenSize)
        .put("intermediate_size", intermediateSize);
    json.put("num_hidden_layers", layers).put("num_attention_heads", heads);
    json.put("num_key_value_heads", keyValueHeads).put("head_dim", headSize);
    json.put("hidden_act", "silu")
        .put("attention_bias", false)
        .put("mlp_bias", false)
        .put("attention_dropout", 0.0);
    json.put("rms_norm_eps", normEpsilon).put("rope_theta", ropeTheta);
    if (ropeScaling == null) {
      json.putNull("rope_scaling");
    } else {
      json.putObject("rope_scaling")
          .put("rope_type", "llama3")
          .put("factor", ropeScaling.factor)
          .put("low_freq_factor", ropeScaling.lowFactor)
          .put("high_freq_factor", ropeScaling.highFactor)
          .put("original_max_position_embeddings", ropeScaling.originalPositions);
    }
    json.put("tie_word_embeddings", tiedEmbeddings).put("max_position_embeddings", maxPositions);
    json.put("bos_token_id", beginToken).put("eos_token_id", endToken);
    json.put("initializer_range", 0.02).put("pretraining_tp", 1).put("use_cache", true);
    Files.writeString(folder.resolve(FILE), json.toPrettyString() + "\n");
  }

  /** Every weight by its Hugging Face name with its shape, in the order the graph takes them. */
  public Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("model.embed_tokens.weight", new long[] {vocabSize, hiddenSize});
    for (int i = 0; i < layers; i++) {
      String layer = "model.layers." + i + ".";
      shapes.put(layer + "input_layernorm.weight", new long[] {hiddenSize});
      for (Linear linear : Linear.values()) {
        if (linear == Linear.GATE) {
          shapes.put(layer + "post_attention_layernorm.weight", new long[] {hiddenSize});
        }
        shapes.put(
            layer + linear.path() + ".weight",
            new long[] {linear.outputs(this), linear.inputs(this)});
      }
    }
    shapes.put("model.norm.weight", new long[] {hiddenSize});
    if (!tiedEmbeddings) {
      shapes.put("lm_head.weight", new long[] {vocabSize, hiddenSize});
    }
    return shapes;
  }

  /** The linear modules' weights among {@link #shapes()}, seven a layer, in the same order. */
  public Map<String, long[]> linears() {
    Map<String, long[]> linears = new LinkedHashMap<>();
    shapes()
        .forEach(
            (name, shape) -> {
              if (name.startsWith("model.layers.") && shape.length == 2) {
                linears.put(name, shape);
              }
            });
    return linears;
  }

  /** How many parameters the model has. */
  public long parameters() {
    return shapes().values().stream().mapToLong(Shapes::elements).sum();
  }
}
