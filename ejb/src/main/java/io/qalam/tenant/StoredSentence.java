package io.qalam.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A sentence as a row keeps it: its key and values, so that everybody reads it in their language,
 * and its English text, which stands where a later Qalam knows the key no more.
 *
 * <p>Rows of before hold the English text alone.
 */
public final class StoredSentence {

  private static final JsonMapper JSON = new JsonMapper();

  private StoredSentence() {}

  /** The sentence as JSON; its values are numbers, texts and lists of them. */
  public static String write(Sentence sentence) {
    List<Object> values = sentence.values().stream().map(StoredSentence::plain).toList();
    try {
      return JSON.writeValueAsString(
          Map.of("key", sentence.key(), "values", values, "text", sentence.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A sentence could not be written", e);
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Collection<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return value instanceof Number ? value : String.valueOf(value);
  }

  /**
   * What a row keeps, in the language of its reader.
   *
   * @param known the wordings it may be one of
   */
  public static String read(String stored, Wording[] known, Locale locale) {
    if (!stored.startsWith("{\"")) {
      return stored;
    }
    try {
      JsonNode json = JSON.readTree(stored);
      List<Object> values = values(json.path("values"));
      return Arrays.stream(known)
          .filter(wording -> wording.id().equals(json.path("key").asText()))
          .findFirst()
          .map(wording -> new Sentence(wording, values).in(locale))
          .orElseGet(() -> json.path("text").asText(stored));
    } catch (JsonProcessingException notOurs) {
      return stored;
    }
  }

  private static List<Object> values(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false).map(StoredSentence::value).toList();
  }

  private static Object value(JsonNode value) {
    if (value.isArray()) {
      return values(value);
    }
    return value.isNumber() ? value.numberValue() : value.asText();
  }
}
