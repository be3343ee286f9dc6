package io.qalam.trainer.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.trainer.file.OneLine;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a tokenizer.json is what the chat format and the native library need; checked before the
 * library sees it.
 *
 * @param added the added tokens' ids by their text
 * @param last the token with the greatest id
 * @param greatest that id
 */
record TokenizerCheck(Map<String, Integer> added, String last, int greatest) {

  /**
   * Checks a tokenizer.
   *
   * @throws IllegalArgumentException naming the file, the member, what was found and expected
   */
  static TokenizerCheck of(Path file, JsonNode json) {
    Ids ids = new Ids(file);
    expect(file, "model.type", json.path("model").path("type").asText("none"), "BPE");
    requireByteLevel(file, json, "pre_tokenizer");
    requireByteLevel(file, json, "decoder");
    JsonNode vocabulary = json.path("model").path("vocab");
    vocabulary.properties().forEach(token -> ids.put(token.getKey(), token.getValue()));
    for (String letter : TokenizerFile.BYTE_LETTERS) {
      if (!vocabulary.has(letter)) {
        throw wrong(file, "model.vocab has no token for the byte " + letter, "all 256");
      }
    }
    Map<String, Integer> added = new HashMap<>();
    for (JsonNode token : json.path("added_tokens")) {
      String text = token.path("content").asText("");
      boolean ordinary = vocabulary.has(text) && !SpecialTokens.ALL.contains(text);
      added.put(text, ordinary ? vocabulary.path(text).asInt() : ids.put(text, token.path("id")));
    }
    requireChat(file, added.keySet());
    return new TokenizerCheck(Map.copyOf(added), ids.last, ids.greatest);
  }

  private static void requireByteLevel(Path file, JsonNode json, String member) {
    List<String> types = json.path(member).findValuesAsText("type");
    if (!types.contains("ByteLevel")) {
      throw wrong(file, member + " found " + types, "ByteLevel");
    }
  }

  private static void requireChat(Path file, java.util.Set<String> added) {
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
      if (id.asInt() > greatest) {
        greatest = id.asInt();
        last = text;
      }
      return id.asInt();
    }
  }
}
