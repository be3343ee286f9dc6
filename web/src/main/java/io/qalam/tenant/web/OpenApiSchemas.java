package io.qalam.tenant.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas of the records that REST takes and gives. */
final class OpenApiSchemas {

  private static final Map<Class<?>, String> PLAIN =
      Map.of(
          String.class, "string",
          boolean.class, "boolean",
          Boolean.class, "boolean",
          int.class, "integer",
          Integer.class, "integer",
          long.class, "integer",
          Long.class, "integer",
          double.class, "number",
          Double.class, "number",
          float.class, "number");

  private final Map<String, ObjectNode> named = new TreeMap<>();

  /** The schema of a type: written out when it is plain, a reference when it is a record. */
  JsonNode of(Type type) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic, schema);
    }
    Class<?> plain = (Class<?>) type;
    if (PLAIN.containsKey(plain)) {
      return schema.put("type", PLAIN.get(plain));
    }
    if (plain == UUID.class) {
      return schema.put("type", "string").put("format", "uuid");
    }
    if (plain == Instant.class) {
      return schema.put("type", "string").put("format", "date-time");
    }
    if (plain == InputStream.class) {
      return schema.put("type", "string").put("description", "read as a stream");
    }
    if (plain.isEnum()) {
      return ofEnum(plain, schema);
    }
    return plain.isRecord() ? ofRecord(plain) : schema;
  }

  /** Every record met so far, by name. */
  ObjectNode named() {
    ObjectNode all = Json.MAPPER.createObjectNode();
    named.forEach(all::set);
    return all;
  }

  private JsonNode ofGeneric(ParameterizedType generic, ObjectNode schema) {
    Class<?> raw = (Class<?>) generic.getRawType();
    Type[] arguments = generic.getActualTypeArguments();
    if (raw == Optional.class) {
      return of(arguments[0]);
    }
    if (Collection.class.isAssignableFrom(raw)) {
      schema.put("type", "array").set("items", of(arguments[0]));
    } else if (Map.class.isAssignableFrom(raw)) {
      schema.put("type", "object").set("additionalProperties", of(arguments[1]));
    }
    return schema;
  }

  private static JsonNode ofEnum(Class<?> type, ObjectNode schema) {
    ArrayNode values = schema.put("type", "string").putArray("enum");
    for (Object value : type.getEnumConstants()) {
      values.add(value.toString());
    }
    return schema;
  }

  private JsonNode ofRecord(Class<?> type) {
    String name = name(type);
    if (!named.containsKey(name)) {
      ObjectNode schema = Json.MAPPER.createObjectNode();
      named.put(name, schema);
      describe(type, schema);
    }
    return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  private void describe(Class<?> type, ObjectNode schema) {
    ObjectNode properties = schema.put("type", "object").putObject("properties");
    ArrayNode required = Json.MAPPER.createArrayNode();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.set(component.getName(), of(component.getGenericType()));
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  /** A nested record's name begins with its owner's, so that two of one name stay apart. */
  private static String name(Class<?> type) {
    Class<?> owner = type.getDeclaringClass();
    return owner == null ? type.getSimpleName() : name(owner) + "." + type.getSimpleName();
  }
}
