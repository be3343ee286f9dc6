package io.qalam.tenant.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes REST as an OpenAPI 3.1 document, read off the resource classes themselves, so that the
 * two cannot disagree.
 */
final class OpenApiDocument {

  private static final String BASE = "/api/v1";
  private static final List<Class<? extends Annotation>> NO_BODY =
      List.of(PathParam.class, QueryParam.class, HeaderParam.class, BeanParam.class, Context.class);

  private final ObjectNode root = Json.MAPPER.createObjectNode();
  private final ObjectNode paths = Json.MAPPER.createObjectNode();
  private final OpenApiSchemas schemas = new OpenApiSchemas();

  private OpenApiDocument() {}

  /** The document of these resource classes. */
  static ObjectNode of(Collection<Class<?>> resources) {
    OpenApiDocument document = new OpenApiDocument();
    document.head();
    resources.stream().sorted(Comparator.comparing(Class::getName)).forEach(document::add);
    document.tail();
    return document.root;
  }

  private void head() {
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", "Qalam");
    info.put("version", "1");
    info.put(
        "description",
        "Annotation and active learning for Arabic and Hindi posts. Errors are problem details"
            + " (RFC 9457).");
    root.putArray("servers").addObject().put("url", BASE);
    root.putArray("security").addObject().putArray("token");
    root.set("paths", paths);
  }

  private void tail() {
    ObjectNode components = root.putObject("components");
    ObjectNode token = components.putObject("securitySchemes").putObject("token");
    token.put("type", "http").put("scheme", "bearer");
    schemas.of(ProblemDetail.class);
    components.set("schemas", schemas.named());
  }

  private void add(Class<?> resource) {
    Arrays.stream(resource.getDeclaredMethods())
        .sorted(Comparator.comparing(Method::getName))
        .forEach(method -> verb(method).ifPresent(verb -> add(resource, method, verb)));
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(found -> found != null)
        .map(found -> found.value().toLowerCase(Locale.ROOT))
        .findFirst();
  }

  private void add(Class<?> resource, Method method, String verb) {
    ObjectNode operation = paths.withObject(pointer(path(resource, method))).putObject(verb);
    Operation says = method.getAnnotation(Operation.class);
    operation.put("operationId", resource.getSimpleName() + "." + method.getName());
    operation.put("summary", says != null ? says.value() : sentence(method.getName()));
    ArrayNode parameters = operation.putArray("parameters");
    for (Parameter parameter : method.getParameters()) {
      add(operation, parameters, parameter, consumed(resource, method));
    }
    answers(operation, resource, method, says);
  }

  /** The path of a method, with its parameters' names and without their patterns. */
  static String path(Class<?> resource, Method method) {
    return Stream.of(resource.getAnnotation(Path.class), method.getAnnotation(Path.class))
        .filter(path -> path != null)
        .map(path -> path.value().replaceAll("^/|/$", ""))
        .filter(path -> !path.isEmpty())
        .map(path -> "/" + path.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}"))
        .reduce("", String::concat);
  }

  private static String pointer(String path) {
    return "/" + path.replace("~", "~0").replace("/", "~1");
  }

  private static String sentence(String name) {
    String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private void add(
      ObjectNode operation, ArrayNode parameters, Parameter parameter, String[] consumed) {
    PathParam inPath = parameter.getAnnotation(PathParam.class);
    QueryParam inQuery = parameter.getAnnotation(QueryParam.class);
    if (inPath != null) {
      describe(parameters, "path", inPath.value(), true, parameter.getParameterizedType());
    } else if (inQuery != null) {
      describe(parameters, "query", inQuery.value(), false, parameter.getParameterizedType());
    } else if (parameter.isAnnotationPresent(BeanParam.class)) {
      describeFields(parameters, parameter.getType());
    } else if (NO_BODY.stream().noneMatch(parameter::isAnnotationPresent)) {
      ObjectNode content = operation.putObject("requestBody").putObject("content");
      for (String type : consumed) {
        content.putObject(type).set("schema", schemas.of(parameter.getParameterizedType()));
      }
    }
  }

  private void describeFields(ArrayNode parameters, Class<?> bean) {
    for (Field field : bean.getDeclaredFields()) {
      QueryParam inQuery = field.getAnnotation(QueryParam.class);
      if (inQuery != null) {
        describe(parameters, "query", inQuery.value(), false, field.getGenericType());
      }
    }
  }

  private void describe(ArrayNode parameters, String in, String name, boolean required, Type type) {
    ObjectNode described = parameters.addObject();
    described.put("name", name).put("in", in).put("required", required);
    described.set("schema", schemas.of(type));
  }

  private void answers(
      ObjectNode operation, Class<?> resource, Method method, @Nullable Operation says) {
    ObjectNode answers = operation.putObject("responses");
    boolean bare = Response.class.isAssignableFrom(method.getReturnType());
    boolean empty = method.getReturnType() == void.class;
    int status = says != null && says.status() != 0 ? says.status() : empty ? 204 : 200;
    ObjectNode success = answers.putObject("" + status).put("description", "Done");
    if (says != null && says.answer() != Void.class) {
      content(success, produced(resource, method), says.answer());
    } else if (!bare && !empty) {
      content(success, produced(resource, method), method.getGenericReturnType());
    }
    ObjectNode problem = answers.putObject("default").put("description", "A problem");
    content(problem, new String[] {ProblemDetail.MEDIA_TYPE}, ProblemDetail.class);
  }

  private void content(ObjectNode answer, String[] types, Type type) {
    ObjectNode content = answer.putObject("content");
    for (String mediaType : types) {
      content.putObject(mediaType).set("schema", schemas.of(type));
    }
  }

  private static String[] consumed(Class<?> resource, Method method) {
    Consumes own = method.getAnnotation(Consumes.class);
    Consumes all = own != null ? own : resource.getAnnotation(Consumes.class);
    return all != null ? all.value() : new String[] {MediaType.APPLICATION_JSON};
  }

  private static String[] produced(Class<?> resource, Method method) {
    Produces own = method.getAnnotation(Produces.class);
    Produces all = own != null ? own : resource.getAnnotation(Produces.class);
    return all != null ? all.value() : new String[] {MediaType.APPLICATION_JSON};
  }
}
