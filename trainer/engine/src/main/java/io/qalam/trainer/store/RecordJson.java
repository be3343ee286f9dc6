package io.qalam.trainer.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Records to JSON and back. A component that is not {@code @Nullable} must be there: a message is
 * refused at the door, with the field's name, and not deep inside where the null is met.
 */
public final class RecordJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private RecordJson() {}

  /** The record as UTF-8 JSON. */
  public static byte[] write(Record value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /**
   * Reads one record.
   *
   * @throws IllegalArgumentException if it is no JSON, a field has the wrong type, or one that must
   *     be there is missing
   */
  public static <R extends Record> R read(byte[] json, Class<R> type) {
    R value;
    try {
      value = MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "no " + type.getSimpleName() + ": " + firstLine(e.getOriginalMessage()) + place(e), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
    if (value == null) {
      throw new IllegalArgumentException("no " + type.getSimpleName() + ": null");
    }
    requireComponents(value, type.getSimpleName());
    return value;
  }

  private static void requireComponents(@Nullable Object value, String path) {
    if (value == null) {
      throw new IllegalArgumentException(path + " is missing");
    }
    if (value instanceof Collection<?> items) {
      for (Object item : items) {
        requireComponents(item, path + "[]");
      }
    } else if (value.getClass().isRecord()) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        requireComponent(value, component, path + "." + component.getName());
      }
    }
  }

  private static void requireComponent(Object owner, RecordComponent component, String path) {
    Object value = valueOf(owner, component);
    if (value != null) {
      requireComponents(value, path);
    } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      throw new IllegalArgumentException(path + " is missing");
    }
  }

  private static @Nullable Object valueOf(Object owner, RecordComponent component) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("record component cannot be read: " + component, e);
    }
  }

  /** Where in the JSON a value was of the wrong type. */
  private static String place(JsonProcessingException failure) {
    if (!(failure instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : mapping.getPath()) {
      String name = step.getFieldName();
      path.append(name == null ? "[" + step.getIndex() + "]" : "." + name);
    }
    return ", at " + path.substring(path.charAt(0) == '.' ? 1 : 0);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
