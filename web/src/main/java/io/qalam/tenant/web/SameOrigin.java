package io.qalam.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request that may change something came from Qalam's own pages.
 *
 * <p>Every browser of today says so in {@code Sec-Fetch-Site} or {@code Origin}; what says nothing
 * is refused. It is the second lock beside the cookie's SameSite and the view state of Faces.
 */
final class SameOrigin {

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private SameOrigin() {}

  static boolean holdsFor(HttpServletRequest request) {
    if (SAFE_METHODS.contains(request.getMethod())) {
      return true;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null
        ? site.equals("same-origin")
        : isOwn(request.getHeader("Origin"), request.getHeader("Host"));
  }

  private static boolean isOwn(@Nullable String origin, @Nullable String host) {
    if (origin == null || host == null) {
      return false;
    }
    try {
      return host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }
}
