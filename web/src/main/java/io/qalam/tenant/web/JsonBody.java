package io.qalam.tenant.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.KnownFieldsOnly;
import io.qalam.tenant.Malformed;
import io.qalam.tenant.Problem;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.TooLarge;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads and writes the JSON bodies of REST.
 *
 * <p>What is not JSON is a 400 that names line and column; what is JSON but does not fit is a 422
 * that names the field. A body is read whole, so it has a limit; posts come as a stream instead.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, ProblemDetail.MEDIA_TYPE})
public class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

  /** The largest JSON body that is read, in bytes. */
  static final int LARGEST_BODY = 1 << 20;

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return type != InputStream.class && type != byte[].class && type != String.class;
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw new TooLarge(TenantWording.BODY_TOO_LARGE, LARGEST_BODY);
    }
    return read(bytes, generic);
  }

  /**
   * Reads a value of a JSON text.
   *
   * @throws Malformed when it is not JSON, or empty
   * @throws Invalid when it does not fit the type
   */
  public static Object read(byte[] bytes, Type type) throws IOException {
    try (JsonParser parser = Json.MAPPER.createParser(bytes)) {
      Object value =
          reader(Json.MAPPER.constructType(type))
              .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readValue(parser);
      if (parser.nextToken() != null) {
        throw new Malformed(TenantWording.SECOND_VALUE, parser.currentLocation().getLineNr());
      }
      if (value == null) {
        throw new Malformed(TenantWording.BODY_NULL);
      }
      return value;
    } catch (JsonMappingException e) {
      throw problem(e, bytes.length);
    } catch (JsonProcessingException e) {
      throw new Malformed(TenantWording.NOT_JSON, where(e));
    }
  }

  private static ObjectReader reader(JavaType type) {
    ObjectReader reader = Json.MAPPER.readerFor(type);
    return type.getRawClass().isAnnotationPresent(KnownFieldsOnly.class)
        ? reader.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        : reader;
  }

  private static Problem problem(JsonMappingException e, int length) {
    if (e.getCause() instanceof Problem problem) {
      return problem;
    }
    if (e.getPath().isEmpty() && length == 0) {
      return new Malformed(TenantWording.BODY_EMPTY);
    }
    if (e.getCause() instanceof JsonProcessingException syntax) {
      return new Malformed(TenantWording.NOT_JSON, where(syntax));
    }
    return new Invalid(List.of(new FieldError(field(e), wrong(e))));
  }

  private static Sentence wrong(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return Sentence.of(TenantWording.UNKNOWN_FIELD, List.copyOf(unknown.getKnownPropertyIds()));
    }
    return e instanceof InvalidFormatException format && format.getTargetType().isEnum()
        ? Sentence.of(TenantWording.ONE_OF, List.of(format.getTargetType().getEnumConstants()))
        : Sentence.of(TenantWording.DOES_NOT_FIT, where(e));
  }

  private static String field(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(step -> step.getFieldName() != null ? step.getFieldName() : "" + step.getIndex())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "body" : path;
  }

  private static Sentence where(JsonProcessingException e) {
    return e.getLocation() == null
        ? Sentence.of(TenantWording.ENDS_EARLY)
        : Sentence.of(
            TenantWording.PLACE, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return !InputStream.class.isAssignableFrom(type)
        && !jakarta.ws.rs.core.StreamingOutput.class.isAssignableFrom(type)
        && type != byte[].class
        && type != String.class;
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream body)
      throws IOException {
    body.write(Json.MAPPER.writeValueAsBytes(value));
  }
}
