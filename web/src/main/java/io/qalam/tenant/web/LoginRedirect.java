package io.qalam.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends a stranger to the login page and, after the login, back to the page that was asked for. */
public final class LoginRedirect {

  /** The page after a login when none was asked for. */
  public static final String HOME = "/projects";

  /** A path inside Qalam: one slash first, so that it cannot name another host. */
  private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/_.~?&=%-]{0,500}");

  private static final String AJAX_REDIRECT =
      "<?xml version='1.0' encoding='UTF-8'?>"
          + "<partial-response><redirect url=\"%s\"/></partial-response>";

  private LoginRedirect() {}

  static void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
      response.setContentType("text/xml;charset=UTF-8");
      response.getWriter().write(AJAX_REDIRECT.formatted(request.getContextPath() + "/login"));
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", request.getContextPath() + "/login" + next(request));
    }
  }

  private static String next(HttpServletRequest request) {
    String path = RequestPath.of(request).text();
    boolean worthIt = request.getMethod().equals("GET") && LOCAL.matcher(path).matches();
    return worthIt && !path.equals("/") && !path.equals(HOME)
        ? "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8)
        : "";
  }

  /** Where to go after a login: {@code next} when it is a path inside Qalam, else the home page. */
  public static String target(@Nullable String next) {
    return next != null && LOCAL.matcher(next).matches() ? next : HOME;
  }
}
