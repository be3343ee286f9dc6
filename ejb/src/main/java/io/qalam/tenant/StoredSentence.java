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

  /** The sentence as JSON; its values are numbers, texts, lists of them, and sentences. */
  public static String write(Sentence sentence) {
    try {
      return JSON.writeValueAsString(parts(sentence));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A sentence could not be written", e);
    }
  }

  private static Map<String, Object> parts(Sentence sentence) {
    List<Object> values = sentence.values().stream().map(StoredSentence::plain).toList();
    return Map.of("key", sentence.key(), "values", values, "text", sentence.toString());
  }

  private static Object plain(Object value) {
    if (value instanceof Sentence || value instanceof Wording) {
      return parts(value instanceof Sentence nested ? nested : Sentence.of((Wording) value));
    }
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
      return said(JSON.readTree(stored), known, locale);
    } catch (JsonProcessingException notOurs) {
      return stored;
    }
  }

  private static String said(JsonNode json, Wording[] known, Locale locale) {
    return Arrays.stream(known)
        .filter(wording -> wording.id().equals(json.path("key").asText()))
        .findFirst()
        .map(wording -> new Sentence(wording, values(json.path("values"), known)).in(locale))
        .orElseGet(() -> json.path("text").asText());
  }

  private static List<Object> values(JsonNode values, Wording[] known) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(value -> value(value, known))
        .toList();
  }

  private static Object value(JsonNode value, Wording[] known) {
    if (value.isObject()) {
      return new Nested(value, known);
    }
    if (value.isArray()) {
      return values(value, known);
    }
    return value.isNumber() ? value.numberValue() : value.asText();
  }

  private record Nested(JsonNode json, Wording[] known) implements Spoken {

    @Override
    public String in(Locale locale) {
      return said(json, known, locale);
    }

    @Override
    public String key() {
      return json.path("key").asText();
    }
  }
}
