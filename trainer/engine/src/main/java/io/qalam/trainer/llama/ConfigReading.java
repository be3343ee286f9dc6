package io.qalam.trainer.llama;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one config.json; what it leaves out is what transformers' {@code LlamaConfig} takes then.
 *
 * <p>Whatever would change the computation and is not computed here is refused by its name. The
 * bounds lie far beyond every published Llama and keep all products of sizes in range.
 */
record ConfigReading(Path file, JsonNode json) {
  /** Fields that may be absent, but say nothing else. */
  private static final Map<String, String> ONLY =
      Map.of(
          "model_type", "llama",
          "hidden_act", "silu",
          "attention_bias", "false",
          "mlp_bias", "false",
          "partial_rotary_factor", "1.0");

  static LlamaConfig read(Path file, JsonNode json) {
    return new ConfigReading(file, json).config();
  }

  private LlamaConfig config() {
    expect("architectures", json.path("architectures").path(0).asText("none"), "LlamaForCausalLM");
    ONLY.forEach(
        (field, value) ->
            expect(field, json.hasNonNull(field) ? plain(json.path(field)) : value, value));
    int hidden = whole(json, "hidden_size", 1 << 17, null);
    int heads = whole(json, "num_attention_heads", 1 << 12, null);
    int keyValueHeads = whole(json, "num_key_value_heads", 1 << 12, heads);
    divides("num_attention_heads", heads, "hidden_size", hidden);
    divides("num_key_value_heads", keyValueHeads, "num_attention_heads", heads);
    int headSize = whole(json, "head_dim", 1 << 12, hidden / heads);
    divides("2", 2, "head_dim", headSize);
    int maxPositions = whole(json, "max_position_embeddings", 1 << 30, 2048);
    JsonNode rope = rope();
    return new LlamaConfig(
        whole(json, "vocab_size", 1 << 22, null),
        hidden,
        whole(json, "intermediate_size", 1 << 20, null),
        whole(json, "num_hidden_layers", 1000, null),
        heads,
        keyValueHeads,
        headSize,
        number(json, "rms_norm_eps", 1e-12, 1, 1e-6),
        number(rope, "rope_theta", 1, 1e12, number(json, "rope_theta", 1, 1e12, 10_000.0)),
        scaling(rope, maxPositions),
        tied(),
        maxPositions,
        json.hasNonNull("bos_token_id") ? token("bos_token_id", json.path("bos_token_id")) : null,
        endTokens());
  }

  /** Llama 3's {@code rope_scaling}, or transformers 5's {@code rope_parameters}. */
  private JsonNode rope() {
    for (String name : new String[] {"rope_scaling", "rope_parameters"}) {
      JsonNode rope = json.path(name);
      if (json.hasNonNull(name) && !rope.isObject()) {
        throw wrong(name, rope, "an object");
      }
      if (!rope.isEmpty()) {
        rope.properties()
            .forEach(
                member -> {
                  if (member.getValue().isContainerNode()) {
                    throw wrong(name + "." + member.getKey(), member.getValue(), "a number");
                  }
                });
        return rope;
      }
    }
    return json.path("rope_parameters");
  }

  private LlamaConfig.@Nullable RopeScaling scaling(JsonNode rope, int maxPositions) {
    String type = rope.path("rope_type").asText(rope.path("type").asText("default"));
    if (type.equals("default")) {
      return null;
    }
    expect("rope_scaling.rope_type", type, "llama3");
    expect(
        "rope_scaling.partial_rotary_factor",
        rope.path("partial_rotary_factor").asText("1.0"),
        "1.0");
    double low = number(rope, "low_freq_factor", 1e-6, 1e6, null);
    double high = number(rope, "high_freq_factor", 1e-6, 1e6, null);
    if (high <= low) {
      throw wrong(
          "rope_scaling.high_freq_factor", rope.path("high_freq_factor"), "more than " + low);
    }
    int inside = whole(rope, "original_max_position_embeddings", 1 << 30, maxPositions);
    return new LlamaConfig.RopeScaling(
        number(rope, "factor", 1, 1e6, null),
        low,
        high,
        whole(json, "original_max_position_embeddings", 1 << 30, inside));
  }

  private boolean tied() {
    JsonNode value = json.path("tie_word_embeddings");
    if (json.hasNonNull("tie_word_embeddings") && !value.isBoolean()) {
      throw wrong("tie_word_embeddings", value, "true or false");
    }
    return value.asBoolean(false);
  }

  /** One id, or Llama 3's list of them. */
  private List<Integer> endTokens() {
    JsonNode value = json.path("eos_token_id");
    List<Integer> ids = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(id -> ids.add(token("eos_token_id", id)));
    } else if (json.hasNonNull("eos_token_id")) {
      ids.add(token("eos_token_id", value));
    }
    return ids;
  }

  private int token(String field, JsonNode value) {
    if (!value.isInt()) {
      throw wrong(field, json.path(field), "a token's id");
    }
    return value.asInt();
  }

  private int whole(JsonNode from, String field, int most, @Nullable Integer otherwise) {
    JsonNode value = from.path(field);
    if (!from.hasNonNull(field) && otherwise != null) {
      return otherwise;
    }
    if (!value.isInt() || value.asInt() < 1 || value.asInt() > most) {
      throw wrong(field, value, "a whole number from 1 to " + most);
    }
    return value.asInt();
  }

  private double number(
      JsonNode from, String field, double least, double most, @Nullable Double otherwise) {
    JsonNode value = from.path(field);
    if (!from.hasNonNull(field) && otherwise != null) {
      return otherwise;
    }
    if (!value.isNumber() || !(value.asDouble() >= least && value.asDouble() <= most)) {
      throw wrong(field, value, "a number from " + least + " to " + most);
    }
    return value.asDouble();
  }

  private void divides(String part, int divisor, String whole, int value) {
    if (value % divisor != 0) {
      throw new ModelException(
          file
              + ": "
              + whole
              + " found "
              + value
              + ", expected a multiple of "
              + part
              + (part.equals("2") ? "" : " = " + divisor));
    }
  }

  private void expect(String field, String found, String expected) {
    if (!found.equals(expected)) {
      throw new ModelException(file + ": " + field + " found " + found + ", expected " + expected);
    }
  }

  private static String plain(JsonNode value) {
    if (value.isNumber()) {
      return Double.toString(value.asDouble());
    }
    return value.isTextual() ? value.asText() : value.toString();
  }

  private ModelException wrong(String field, JsonNode found, String expected) {
    return new ModelException(
        file
            + ": "
            + field
            + " found "
            + (found.isMissingNode() ? "nothing" : found)
            + ", expected "
            + expected);
  }
}
