package io.qalam.trainer.lora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.file.JsonFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * PEFT's {@code adapter_config.json}, in and out.
 *
 * <p>PEFT has some forty fields and adds more, and most change what an adapter computes. Therefore
 * a field that is not known here must be empty or false; it is never ignored.
 *
 * @param baseModel what the file calls its base
 * @param embeddings whether the input embeddings are tuned too ({@code modules_to_save})
 * @param tiesHead whether the output head follows the tuned embeddings where the base ties them
 */
record PeftConfig(String baseModel, LoraConfig lora, boolean embeddings, boolean tiesHead) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_BYTES = 1 << 20;
  private static final String EMBEDDINGS_MODULE = "embed_tokens";

  /** PEFT writes the second beside the first where {@code ensure_weight_tying} is set. */
  private static final Set<String> EMBEDDINGS = Set.of(EMBEDDINGS_MODULE, "model.embed_tokens");

  /** Fields that are read here, or that say nothing of the computation. */
  private static final Set<String> KNOWN =
      Set.of(
          "base_model_name_or_path",
          "r",
          "lora_alpha",
          "lora_dropout",
          "target_modules",
          "use_rslora",
          "modules_to_save",
          "ensure_weight_tying",
          "auto_mapping",
          "peft_version",
          "revision",
          "inference_mode",
          "megatron_core",
          "qalora_group_size");

  /** What other fields may say besides nothing: a start that left the base's weights alone. */
  private static final Map<String, Set<String>> HARMLESS =
      Map.of(
          "peft_type", Set.of("LORA"),
          "task_type", Set.of("CAUSAL_LM"),
          "bias", Set.of("none"),
          "init_lora_weights", Set.of("true", "gaussian", "orthogonal"));

  /**
   * Reads and checks the file.
   *
   * @throws AdapterException naming the field, what was found and what was expected
   */
  static PeftConfig read(Path file) {
    JsonNode json = JsonFile.read(file, MOST_BYTES, AdapterException::new);
    if (!json.isObject()) {
      throw new AdapterException(file + ": found no JSON object, expected PEFT's configuration");
    }
    if (!json.hasNonNull("peft_type")) {
      throw wrong(file, "peft_type", json, "LORA");
    }
    json.fieldNames().forEachRemaining(field -> requireHarmless(file, field, json));
    if (!json.path("base_model_name_or_path").isTextual()) {
      throw wrong(file, "base_model_name_or_path", json, "the base's name");
    }
    return new PeftConfig(
        json.path("base_model_name_or_path").asText(),
        lora(file, json),
        embeddings(file, json),
        flag(file, json, "ensure_weight_tying"));
  }

  private static void requireHarmless(Path file, String field, JsonNode json) {
    JsonNode value = json.path(field);
    boolean nothing =
        value.isNull()
            || (value.isBoolean() && !value.asBoolean())
            || (value.isContainerNode() && value.isEmpty());
    Set<String> harmless = HARMLESS.getOrDefault(field, Set.of());
    if (KNOWN.contains(field) || nothing || harmless.contains(value.asText())) {
      return;
    }
    throw wrong(
        file, field, json, harmless.isEmpty() ? "none: it is not computed here" : one(harmless));
  }

  private static String one(Set<String> values) {
    return values.size() == 1 ? values.iterator().next() : "one of " + new TreeSet<>(values);
  }

  private static LoraConfig lora(Path file, JsonNode json) {
    if (!json.path("r").isInt()) {
      throw wrong(file, "r", json, "a whole number");
    }
    JsonNode dropout = json.path("lora_dropout");
    if (!json.path("lora_alpha").isNumber()) {
      throw wrong(file, "lora_alpha", json, "a number");
    }
    if (!dropout.isMissingNode() && !dropout.isNumber()) {
      throw wrong(file, "lora_dropout", json, "a number");
    }
    try {
      return new LoraConfig(
          json.path("r").asInt(),
          (float) json.path("lora_alpha").asDouble(),
          (float) dropout.asDouble(0),
          targets(file, json),
          flag(file, json, "use_rslora"));
    } catch (IllegalArgumentException e) {
      throw new AdapterException(file + ": " + e.getMessage(), e);
    }
  }

  private static Set<String> targets(Path file, JsonNode json) {
    Set<String> targets = new TreeSet<>();
    if (!json.path("target_modules").isArray()) {
      throw wrong(file, "target_modules", json, "a list of names as q_proj");
    }
    json.path("target_modules")
        .forEach(target -> targets.add(target.isTextual() ? target.asText() : target.toString()));
    return targets;
  }

  private static boolean embeddings(Path file, JsonNode json) {
    JsonNode modules = json.path("modules_to_save");
    boolean good = modules.isMissingNode() || modules.isNull() || modules.isArray();
    for (JsonNode module : modules) {
      good &= module.isTextual() && EMBEDDINGS.contains(module.asText());
    }
    if (!good) {
      throw wrong(file, "modules_to_save", json, "null or [\"embed_tokens\"]");
    }
    return !modules.isEmpty();
  }

  private static boolean flag(Path file, JsonNode json, String field) {
    if (json.hasNonNull(field) && !json.path(field).isBoolean()) {
      throw wrong(file, field, json, "true or false");
    }
    return json.path(field).asBoolean(false);
  }

  private static AdapterException wrong(Path file, String field, JsonNode json, String expected) {
    JsonNode found = json.path(field);
    String text = found.isMissingNode() ? "nothing" : found.asText(found.toString());
    return new AdapterException(
        file
            + ": "
            + field
            + " found "
            + (text.isEmpty() ? found.toString() : text)
            + ", expected "
            + expected);
  }

  /** The file's content, with the fields that PEFT needs to load it. */
  ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("peft_type", "LORA")
        .put("task_type", "CAUSAL_LM")
        .put("base_model_name_or_path", baseModel);
    json.putNull("revision").put("inference_mode", true);
    json.put("r", lora.rank()).put("lora_alpha", lora.alpha()).put("lora_dropout", lora.dropout());
    json.put("bias", "none")
        .put("fan_in_fan_out", false)
        .put("use_rslora", lora.rankStabilised())
        .put("use_dora", false);
    if (embeddings) {
      json.putArray("modules_to_save").add(EMBEDDINGS_MODULE);
    } else {
      json.putNull("modules_to_save");
    }
    var targets = json.putArray("target_modules");
    new TreeSet<>(lora.targets()).forEach(targets::add);
    json.put("init_lora_weights", true).putNull("layers_to_transform").putNull("layers_pattern");
    json.putObject("rank_pattern");
    json.putObject("alpha_pattern");
    return json;
  }
}
