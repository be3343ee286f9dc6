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

  static PostFields fields(ObjectNode object) throws RefusedException {
    FieldNames names = FieldNames.ofLine(object::has);
    String label = first(object, names.label());
    boolean several = object.path(label).size() > 1;
    return new PostFields(
        string(object, FieldNames.TEXT),
        string(object, names.secondText()),
        id(object, names.id()),
        string(object, FieldNames.LANG),
        new Said(label(object, label), several, string(object, first(object, names.summary()))));
  }

  /** The first of these members that has something; the first of all where none has. */
  private static String first(ObjectNode object, List<String> names) {
    return names.stream().filter(object::hasNonNull).findFirst().orElse(names.get(0));
  }

  /** The label, or the labels of a list with commas between them. */
  private static @Nullable String label(ObjectNode object, String name) throws RefusedException {
    if (!object.path(name).isArray()) {
      return string(object, name);
    }
    List<String> labels = new ArrayList<>();
    for (JsonNode label : object.path(name)) {
      if (!label.isTextual()) {
        throw new RefusedException(IngestionWording.NO_STRING, name);
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
    return id(object, FieldNames.USUAL.id());
  }

  private static @Nullable String id(ObjectNode object, String name) throws RefusedException {
    JsonNode value = object.path(name);
    return value.isIntegralNumber() ? value.asText() : string(object, name);
  }
}
