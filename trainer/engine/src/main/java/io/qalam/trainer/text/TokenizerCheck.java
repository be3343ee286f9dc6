package io.qalam.trainer.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.trainer.file.OneLine;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a tokenizer.json is what the chat format and the native library need; checked before the
 * library sees it.
 *
 * @param added the added tokens' ids by their text
 * @param last the token with the greatest id
 * @param greatest that id
 */
record TokenizerCheck(Map<String, Integer> added, String last, int greatest) {
  private static final Set<String> SPLITTING = Set.of("Sequence", "Split", "ByteLevel");

  private static final List<String> NOT_ORDINARY =
      List.of(
          "dropout",
          "unk_token",
          "continuing_subword_prefix",
          "end_of_word_suffix",
          "byte_fallback");

  private static final Set<String> NOTHING = Set.of("null", "\"\"", "false");

  /**
   * Checks a tokenizer.
   *
   * @throws IllegalArgumentException naming the file, the member, what was found and expected
   */
  static TokenizerCheck of(Path file, JsonNode json) {
    Ids ids = new Ids(file);
    requireOrdinary(file, json.path("model"));
    if (json.hasNonNull("normalizer")) {
      throw wrong(file, "normalizer found " + json.path("normalizer"), "null");
    }
    requireByteLevel(file, json, "pre_tokenizer", SPLITTING);
    requireByteLevel(file, json, "decoder", Set.of("ByteLevel"));
    JsonNode vocabulary = json.path("model").path("vocab");
    vocabulary
        .properties()
        .forEach(token -> ids.used(token.getKey(), ids.put(token.getKey(), token.getValue())));
    for (String letter : TokenizerFile.BYTE_LETTERS) {
      if (!vocabulary.has(letter)) {
        throw wrong(file, "model.vocab has no token for the byte " + letter, "all 256");
      }
    }
    Map<String, Integer> added = new HashMap<>();
    for (JsonNode token : json.path("added_tokens")) {
      String text = token.path("content").asText("");
      boolean ordinary = vocabulary.has(text) && !SpecialTokens.ALL.contains(text);
      int id = ordinary ? vocabulary.path(text).asInt() : ids.put(text, token.path("id"));
      added.put(text, id);
      if (SpecialTokens.ALL.contains(text)) {
        ids.used(text, id);
      }
    }
    requireChat(file, added.keySet());
    return new TokenizerCheck(Map.copyOf(added), ids.last, ids.greatest);
  }

  /**
   * Plain BPE. What else the library has would give other tokens from call to call, or ends the
   * process: tokenizers 0.21 panics where a merge is shorter than a prefix, and cannot unwind.
   */
  private static void requireOrdinary(Path file, JsonNode model) {
    expect(file, "model.type", model.path("type").asText("none"), "BPE");
    for (String member : NOT_ORDINARY) {
      JsonNode value = model.path(member);
      if (!value.isMissingNode() && !NOTHING.contains(value.toString())) {
        throw wrong(file, "model." + member + " found " + value, "null");
      }
    }
  }

  private static void requireByteLevel(Path file, JsonNode json, String member, Set<String> types) {
    List<String> found = json.path(member).findValuesAsText("type");
    if (!found.contains("ByteLevel") || !types.containsAll(found)) {
      throw wrong(
          file,
          member + " found " + found,
          "ByteLevel" + (types.size() > 1 ? ", after Split" : ""));
    }
  }

  private static void requireChat(Path file, Set<String> added) {
    for (String special : SpecialTokens.ALL) {
      if (!added.contains(special)) {
        throw wrong(file, "special token " + special + " is missing", "Llama 3's chat tokens");
      }
    }
  }

  private static void expect(Path file, String member, String found, String expected) {
    if (!found.equals(expected)) {
      throw wrong(file, member + " found " + found, expected);
    }
  }

  private static IllegalArgumentException wrong(Path file, String found, String expected) {
    return new IllegalArgumentException(OneLine.of(file + ": " + found + ", expected " + expected));
  }

  /** The ids that are taken: no text may come to a special token's. */
  private static final class Ids {
    private final Path file;
    private final Map<Integer, String> taken = new HashMap<>();
    private String last = "";
    private int greatest = -1;

    Ids(Path file) {
      this.file = file;
    }

    int put(String text, JsonNode id) {
      if (!id.isInt() || id.asInt() < 0) {
        throw wrong(file, "token " + text + " has the id " + id, "a whole number");
      }
      String other = taken.putIfAbsent(id.asInt(), text);
      if (other != null) {
        throw wrong(
            file, "tokens " + other + " and " + text + " have the id " + id, "ids that differ");
      }
      return id.asInt();
    }

    /** A token that prompts can have; others, such as one for padding, need no row in the model. */
    void used(String text, int id) {
      if (id > greatest) {
        greatest = id;
        last = text;
      }
    }
  }
}
