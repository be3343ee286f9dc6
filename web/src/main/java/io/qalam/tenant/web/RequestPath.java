package io.qalam.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The path of a request inside the application, and which part of Qalam it belongs to. */
record RequestPath(String text) {

  private static final String RESOURCES = "/jakarta.faces.resource/";

  /** What anybody may see. */
  private static final Set<String> PUBLIC =
      Set.of("/login", "/error", "/api/v1/openapi", "/favicon.ico");

  /** The path as the container matched it: decoded, without {@code ..} and path parameters. */
  static RequestPath of(HttpServletRequest request) {
    return new RequestPath(orEmpty(request.getServletPath()) + orEmpty(request.getPathInfo()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  boolean isApi() {
    return text.startsWith("/api/");
  }

  /** A style sheet, script or picture of the pages. */
  boolean isResource() {
    return text.startsWith(RESOURCES);
  }

  boolean isPublic() {
    return PUBLIC.contains(text) || isResource();
  }

  /** The name of a page's file: pages are reached without it, so that there is one way to each. */
  boolean isPageFile() {
    return text.endsWith(".xhtml") && !isResource();
  }
}
