package io.qalam.trainer.llama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.file.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a Llama model, as Hugging Face's config.json spells them.
 *
 * @param beginToken null where the configuration names none
 * @param endTokens none where the configuration names none
 */
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
    @Nullable Integer beginToken,
    List<Integer> endTokens) {

  public LlamaConfig {
    endTokens = List.copyOf(endTokens);
  }

  /** Llama 3.1's stretching of the rotary frequencies, {@code rope_type: llama3}. */
  public record RopeScaling(
      double factor, double lowFactor, double highFactor, int originalPositions) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "config.json";
  private static final long MOST_BYTES = 1 << 20;

  /**
   * Reads {@code config.json} of a model folder.
   *
   * @throws ModelException if it is missing, or describes something that Qalam cannot run
   */
  public static LlamaConfig read(Path folder) {
    return ConfigReading.read(folder.resolve(FILE), json(folder));
  }

  /**
   * A model folder's {@code config.json} as it is.
   *
   * @throws ModelException if it is missing, or no JSON of a configuration's size
   */
  public static JsonNode json(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new ModelException(file + ": is missing, expected a Hugging Face model folder");
    }
    return JsonFile.read(file, MOST_BYTES, ModelException::new);
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
    json.put("bos_token_id", beginToken);
    if (endTokens.size() == 1) {
      json.put("eos_token_id", endTokens.get(0));
    } else if (!endTokens.isEmpty()) {
      endTokens.forEach(json.putArray("eos_token_id")::add);
    }
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
