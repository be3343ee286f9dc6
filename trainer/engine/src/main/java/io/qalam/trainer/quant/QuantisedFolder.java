package io.qalam.trainer.quant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.llama.LlamaConfig;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.ModelWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model whose linear modules are NF4, in the folder that transformers writes for a model loaded
 * in 4 bits: opened as it is, without going through 16 bits.
 *
 * <p>Embeddings, norms and {@code lm_head} are plain tensors. Only headers and statistics of a few
 * bytes are read here.
 */
public final class QuantisedFolder {
  static final String CONFIG = "config.json";
  private static final String FIELD = "quantization_config";

  private final LlamaConfig config;
  private final ModelWeights files;
  private final List<QuantisedWeight> weights;
  private final float[] dynamicMap;

  private QuantisedFolder(
      LlamaConfig config, ModelWeights files, List<QuantisedWeight> weights, float[] dynamicMap) {
    this.config = config;
    this.files = files;
    this.weights = weights;
    this.dynamicMap = dynamicMap;
  }

  /** Whether the folder's configuration says that its weights are quantised, in whatever way. */
  public static boolean isQuantised(Path folder) {
    return LlamaConfig.json(folder).hasNonNull(FIELD);
  }

  /**
   * Opens a folder and checks every tensor's place, type and size, and that there is no other.
   *
   * @throws ModelException naming the field or tensor that is missing, belongs to another model, or
   *     is not NF4 with double quantisation in blocks of 64
   */
  public static QuantisedFolder open(Path folder) {
    LlamaConfig config = LlamaConfig.read(folder);
    check(folder.resolve(CONFIG), LlamaConfig.json(folder).path(FIELD));
    ModelWeights files = ModelWeights.open(folder);
    Map<String, long[]> plain = new LinkedHashMap<>(config.shapes());
    plain.keySet().removeAll(config.linears().keySet());
    files.requireThese(plain);
    List<QuantisedWeight> weights = new ArrayList<>();
    config.linears().forEach((name, shape) -> weights.add(QuantisedWeight.of(files, name, shape)));
    Set<String> names = new HashSet<>(plain.keySet());
    config.linears().keySet().forEach(name -> names.addAll(QuantisedWeight.tensors(name)));
    files.requireNoOther(names);
    return new QuantisedFolder(config, files, List.copyOf(weights), onlyMap(weights));
  }

  private static void check(Path file, JsonNode json) {
    expect(file, json, "quant_method", "bitsandbytes");
    expect(file, json, "load_in_4bit", "true");
    expect(file, json, "bnb_4bit_quant_type", "nf4");
    expect(file, json, "bnb_4bit_use_double_quant", "true");
    if (json.hasNonNull("bnb_4bit_quant_storage")) { // older versions write none and mean uint8
      expect(file, json, "bnb_4bit_quant_storage", "uint8");
    }
  }

  private static void expect(Path file, JsonNode json, String field, String expected) {
    String found = json.path(field).asText("nothing");
    if (!found.equals(expected)) {
      throw new ModelException(
          file + ": " + FIELD + "." + field + " found " + found + ", expected " + expected);
    }
  }

  /** The graph has one table for all weights. */
  private static float[] onlyMap(List<QuantisedWeight> weights) {
    float[] map = weights.get(0).dynamicMap();
    for (QuantisedWeight weight : weights) {
      if (!Arrays.equals(weight.dynamicMap(), map)) {
        throw new ModelException(
            weight.file().file()
                + ": tensor "
                + weight.name()
                + QuantisedWeight.DYNAMIC_MAP
                + ": differs from that of "
                + weights.get(0).name()
                + ", expected one for all");
      }
    }
    return map;
  }

  /** A model's configuration with what transformers adds to it for such a folder. */
  static ObjectNode configuration(Path model) {
    ObjectNode json = (ObjectNode) LlamaConfig.json(model);
    json.putObject(FIELD)
        .put("quant_method", "bitsandbytes")
        .put("_load_in_4bit", true)
        .put("_load_in_8bit", false)
        .put("load_in_4bit", true)
        .put("load_in_8bit", false)
        .put("bnb_4bit_quant_type", "nf4")
        .put("bnb_4bit_use_double_quant", true)
        .put("bnb_4bit_compute_dtype", "bfloat16")
        .put("bnb_4bit_quant_storage", "uint8")
        .put("llm_int8_enable_fp32_cpu_offload", false)
        .put("llm_int8_has_fp16_weight", false)
        .putNull("llm_int8_skip_modules")
        .put("llm_int8_threshold", 6.0);
    return json;
  }

  public LlamaConfig config() {
    return config;
  }

  /** The files, for the tensors that are not quantised. */
  public ModelWeights files() {
    return files;
  }

  /** The linear modules' weights, seven a layer, in the graph's order. */
  public List<QuantisedWeight> weights() {
    return weights;
  }

  /** What the 256 codes of the blocks' magnitudes mean. */
  public float[] dynamicMap() {
    return dynamicMap.clone();
  }
}
