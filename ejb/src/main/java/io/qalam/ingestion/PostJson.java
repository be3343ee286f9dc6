package io.qalam.ingestion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.ingestion.PostRecord.PostFields;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A post as a JSON object, in a file's line or in a Kafka record. */
final class PostJson {

  private static final int SHOWN = 200;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private PostJson() {}

  /** Thrown when the text is no JSON object, or a field has the wrong type; says which. */
  static final class UnusableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableException(String reason) {
      super(reason);
    }

    @Override
    public String getMessage() {
      return Objects.requireNonNull(super.getMessage());
    }
  }

  static ObjectNode object(String json) throws UnusableException {
    JsonNode node;
    try {
      node = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UnusableException("not valid JSON: " + shortened(e.getOriginalMessage()));
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new UnusableException("not a JSON object");
  }

  static PostFields fields(ObjectNode object) throws UnusableException {
    return new PostFields(
        string(object, "text"), id(object), string(object, "lang"), string(object, "label"));
  }

  /** A string field; null when it is left out or null. */
  static @Nullable String string(ObjectNode object, String name) throws UnusableException {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new UnusableException("\"" + name + "\" is not a string");
    }
    return value.textValue();
  }

  /** The id, a string or a whole number. */
  static @Nullable String id(ObjectNode object) throws UnusableException {
    JsonNode value = object.path("id");
    return value.isIntegralNumber() ? value.asText() : string(object, "id");
  }

  /** Without Jackson's own location, which counts lines of the record and not of the file. */
  private static String shortened(String message) {
    String words = message.replaceAll(" \\([^(]*\\[Source: .*", "");
    return words.length() <= SHOWN ? words : words.substring(0, SHOWN) + "…";
  }
}
