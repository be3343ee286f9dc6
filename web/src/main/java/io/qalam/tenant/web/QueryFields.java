package io.qalam.tenant.web;

import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every parameter of a request's query, known or not, for whoever refuses the others by name. */
public final class QueryFields {

  private QueryFields() {}

  /**
   * The parameters in their order; one that is given twice counts the first time.
   *
   * @param uri null outside a request
   */
  public static Map<String, String> of(@Nullable UriInfo uri) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (uri != null) {
      uri.getQueryParameters()
          .forEach((name, values) -> fields.put(name, values.isEmpty() ? "" : values.get(0)));
    }
    return fields;
  }
}
