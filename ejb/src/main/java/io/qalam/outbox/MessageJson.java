package io.qalam.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * Messages as JSON: instants as ISO 8601 text, unknown fields ignored, so that server and worker
 * may differ by a version.
 */
public final class MessageJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private MessageJson() {}

  static String write(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not writable as JSON: " + record.getClass(), e);
    }
  }

  /**
   * Reads a record of a topic.
   *
   * @throws UnreadableRecordException when the text is no such record
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      T record = MAPPER.readValue(json, type);
      if (record == null) {
        throw new UnreadableRecordException("null is no " + type.getSimpleName());
      }
      return record;
    } catch (JsonProcessingException e) {
      throw new UnreadableRecordException(
          "Not a %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
    }
  }
}
