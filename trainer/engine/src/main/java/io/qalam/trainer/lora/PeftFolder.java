package io.qalam.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.llama.LlamaModel;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.llama.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An adapter as PEFT stores it: {@code adapter_config.json} and {@code adapter_model.safetensors},
 * nothing else.
 *
 * <p>Everything is checked in Java before it reaches native code, and no pickle is ever read.
 */
public final class PeftFolder {
  private static final String CONFIG = "adapter_config.json";
  private static final String TENSORS = "adapter_model.safetensors";
  private static final String EMBEDDINGS_MODULE = "embed_tokens";
  private static final Set<String> FLOATS = Set.of("F32", "F16", "BF16");
  private static final ObjectMapper JSON = new ObjectMapper();

  private PeftFolder() {}

  /**
   * Reads and checks a folder.
   *
   * @throws AdapterException if anything is missing or is not made for this base
   */
  public static LoraAdapter read(Path folder, String baseModelId, LlamaModel model) {
    Path configFile = folder.resolve(CONFIG);
    JsonNode json = json(configFile);
    expect(configFile, "peft_type", json.path("peft_type").asText("none"), "LORA");
    expect(
        configFile,
        "base_model_name_or_path",
        json.path("base_model_name_or_path").asText("none"),
        baseModelId);
    expect(configFile, "use_dora", json.path("use_dora").asText("false"), "false");
    expect(configFile, "bias", json.path("bias").asText("none"), "none");
    expect(
        configFile,
        "rank_pattern",
        json.path("rank_pattern").toString().isEmpty()
            ? "{}"
            : json.path("rank_pattern").toString(),
        "{}");
    LoraConfig config = config(configFile, json);
    LoraLayout layout = LoraLayout.of(model.config(), config, embeddings(configFile, json));
    return adapter(config, layout, tensors(folder), model);
  }

  private static Safetensors tensors(Path folder) {
    Path file = folder.resolve(TENSORS);
    if (!Files.isRegularFile(file)) {
      throw new AdapterException(
          file + ": is missing, expected safetensors; other formats are never read");
    }
    try {
      return Safetensors.open(file);
    } catch (ModelException e) {
      throw new AdapterException(e.getMessage() + "", e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new AdapterException(
          file + ": cannot be read as JSON, expected PEFT's adapter_config.json", e);
    }
  }

  private static void expect(Path file, String field, String found, String expected) {
    if (!found.equals(expected)) {
      throw new AdapterException(
          file + ": " + field + " found " + found + ", expected " + expected);
    }
  }

  private static LoraConfig config(Path file, JsonNode json) {
    Set<String> targets = new TreeSet<>();
    json.path("target_modules").forEach(target -> targets.add(target.asText()));
    try {
      return new LoraConfig(
          json.path("r").asInt(0),
          (float) json.path("lora_alpha").asDouble(0),
          (float) json.path("lora_dropout").asDouble(0),
          targets,
          json.path("use_rslora").asBoolean(false));
    } catch (IllegalArgumentException e) {
      throw new AdapterException(file + ": " + e.getMessage(), e);
    }
  }

  private static boolean embeddings(Path file, JsonNode json) {
    JsonNode modules = json.path("modules_to_save");
    boolean embeddings = modules.size() == 1 && modules.get(0).asText().equals(EMBEDDINGS_MODULE);
    if (modules.size() > 0 && !embeddings) {
      throw new AdapterException(
          file + ": modules_to_save found " + modules + ", expected null or [\"embed_tokens\"]");
    }
    return embeddings;
  }

  private static LoraAdapter adapter(
      LoraConfig config, LoraLayout layout, Safetensors file, LlamaModel model) {
    layout.shapes().forEach((name, shape) -> check(file, name, shape));
    Set<String> surplus = new TreeSet<>(file.entries().keySet());
    surplus.removeAll(layout.shapes().keySet());
    if (!surplus.isEmpty()) {
      throw new AdapterException(
          file.file()
              + ": tensor "
              + surplus.iterator().next()
              + " found, expected none of this name");
    }
    Map<String, float[]> values = new LinkedHashMap<>();
    layout.shapes().keySet().forEach(name -> values.put(name, finite(file, name)));
    NDManager manager = model.manager().newSubManager();
    List<NDArray> tensors = new ArrayList<>();
    layout
        .shapes()
        .forEach((name, shape) -> tensors.add(manager.create(values.get(name), new Shape(shape))));
    return new LoraAdapter(config, layout, manager, List.copyOf(tensors));
  }

  private static void check(Safetensors file, String name, long[] shape) {
    Safetensors.Entry entry = file.entries().get(name);
    if (entry == null) {
      throw new AdapterException(
          file.file()
              + ": tensor "
              + name
              + " is missing, expected shape "
              + Arrays.toString(shape));
    }
    if (!Arrays.equals(entry.shape(), shape)) {
      throw new AdapterException(
          file.file()
              + ": tensor "
              + name
              + ": shape found "
              + Arrays.toString(entry.shape())
              + ", expected "
              + Arrays.toString(shape));
    }
    if (!FLOATS.contains(entry.dtype())) {
      throw new AdapterException(
          file.file()
              + ": tensor "
              + name
              + ": dtype found "
              + entry.dtype()
              + ", expected one of "
              + FLOATS);
    }
  }

  private static float[] finite(Safetensors file, String name) {
    float[] values = file.floats(name);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new AdapterException(
            file.file() + ": tensor " + name + ": found " + value + ", expected finite numbers");
      }
    }
    return values;
  }

  /**
   * Writes a folder; tensors in 32 bits, so that a loaded adapter scores exactly as the saved one.
   */
  public static void write(Path folder, String baseModelId, LoraAdapter adapter) {
    Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, long[]> shape : adapter.layout().shapes().entrySet()) {
      tensors.put(
          shape.getKey(),
          new Safetensors.Values(shape.getValue(), adapter.tensors().get(i++).toFloatArray()));
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(CONFIG), json(adapter, baseModelId).toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written", e);
    }
    Safetensors.writeFloats(folder.resolve(TENSORS), tensors);
  }

  private static ObjectNode json(LoraAdapter adapter, String baseModelId) {
    LoraConfig config = adapter.config();
    ObjectNode json = JSON.createObjectNode();
    json.put("peft_type", "LORA")
        .put("task_type", "CAUSAL_LM")
        .put("base_model_name_or_path", baseModelId);
    json.putNull("revision").put("inference_mode", true);
    json.put("r", config.rank())
        .put("lora_alpha", config.alpha())
        .put("lora_dropout", config.dropout());
    json.put("bias", "none")
        .put("fan_in_fan_out", false)
        .put("use_rslora", config.rankStabilised())
        .put("use_dora", false);
    if (adapter.layout().embedded() < 0) {
      json.putNull("modules_to_save");
    } else {
      json.putArray("modules_to_save").add(EMBEDDINGS_MODULE);
    }
    var targets = json.putArray("target_modules");
    new TreeSet<>(config.targets()).forEach(targets::add);
    json.put("init_lora_weights", true).putNull("layers_to_transform").putNull("layers_pattern");
    json.putObject("rank_pattern");
    json.putObject("alpha_pattern");
    return json;
  }
}
