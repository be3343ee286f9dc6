package io.qalam.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Values of a Label Studio task; null where the task has none. */
final class LabelStudioValue {

  private static final int LONGEST_NAME = 200;
  private static final int LAST_YEAR = 9999;

  private LabelStudioValue() {}

  /** A name, or a number that stands for one. */
  static @Nullable String name(JsonNode value, String field) throws RefusedException {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw new RefusedException(IngestionWording.NO_STRING, field);
    }
    String name = value.asText();
    Storable.check(field, name);
    if (name.length() > LONGEST_NAME) {
      throw new RefusedException(IngestionWording.NAME_LONG, field, LONGEST_NAME);
    }
    return name;
  }

  /** A moment with its offset, as {@code 2026-03-01T09:14:01.5Z}. */
  static @Nullable Instant moment(JsonNode of, String field) throws RefusedException {
    JsonNode value = of.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    try {
      OffsetDateTime moment = OffsetDateTime.parse(value.asText());
      if (moment.getYear() >= 1 && moment.getYear() <= LAST_YEAR) {
        return moment.toInstant();
      }
    } catch (DateTimeException e) {
      // refused below, as one that lies too far away
    }
    throw new RefusedException(IngestionWording.NO_MOMENT, field);
  }

  /** Seconds, none below zero. */
  static @Nullable Double seconds(JsonNode of, String field) throws RefusedException {
    Double seconds = number(of, field);
    if (seconds != null && seconds < 0) {
      throw new RefusedException(IngestionWording.NO_NUMBER, field);
    }
    return seconds;
  }

  static @Nullable Double number(JsonNode of, String field) throws RefusedException {
    JsonNode value = of.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw new RefusedException(IngestionWording.NO_NUMBER, field);
    }
    return value.asDouble();
  }
}
