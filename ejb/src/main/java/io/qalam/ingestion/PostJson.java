package io.qalam.ingestion;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.ingestion.PostRecord.PostFields;
import io.qalam.labelschema.model.LabelSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post as a JSON object, in a file's line or in a Kafka record. */
final class PostJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private PostJson() {}

  static ObjectNode object(String json) throws RefusedException {
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw refused(e);
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new RefusedException(IngestionWording.NO_OBJECT);
  }

  private static RefusedException refused(JsonProcessingException e) {
    JsonLocation place = e.getLocation();
    if (place == null) {
      return new RefusedException(IngestionWording.BEYOND_BOUNDS);
    }
    return e.getOriginalMessage().startsWith("Duplicate field")
        ? new RefusedException(IngestionWording.FIELD_TWICE)
        : new RefusedException(IngestionWording.NOT_JSON, place.getColumnNr(), place.getLineNr());
  }

  /** The name of the second text's field, in every format. */
  static final String SECOND_TEXT = "second_text";

  static PostFields fields(ObjectNode object) throws RefusedException {
    boolean several = object.path("label").size() > 1;
    return new PostFields(
        string(object, "text"),
        string(object, SECOND_TEXT),
        id(object),
        string(object, "lang"),
        new Said(label(object), several, string(object, "summary")));
  }

  /** The label, or the labels of a list with commas between them. */
  private static @Nullable String label(ObjectNode object) throws RefusedException {
    if (!object.path("label").isArray()) {
      return string(object, "label");
    }
    List<String> labels = new ArrayList<>();
    for (JsonNode label : object.path("label")) {
      if (!label.isTextual()) {
        throw new RefusedException(IngestionWording.NO_STRING, "label");
      }
      labels.add(label.textValue());
    }
    return String.join(LabelSet.COMMA, labels);
  }

  /** A string field; null when it is left out or null. */
  static @Nullable String string(ObjectNode object, String name) throws RefusedException {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new RefusedException(IngestionWording.NO_STRING, name);
    }
    return value.textValue();
  }

  /** The id, a string or a whole number. */
  static @Nullable String id(ObjectNode object) throws RefusedException {
    JsonNode value = object.path("id");
    return value.isIntegralNumber() ? value.asText() : string(object, "id");
  }
}
