package io.qalam.tenant.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows a project's page under an address one can read: {@code /projects/<id>/review} is the view
 * {@code review} with the view parameter {@code project}.
 */
public class ProjectPagesFilter implements Filter {

  private static final Pattern PROJECT_PAGE =
      Pattern.compile(
          "/projects/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
              + "/(review|guidelines|bulk|adjudication|quality|dashboard|posts|training|settings)");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = RequestPath.of((HttpServletRequest) request).text();
    Matcher page = PROJECT_PAGE.matcher(path);
    if (page.matches()) {
      String view = "/" + page.group(2) + "?project=" + page.group(1);
      request.getRequestDispatcher(view).forward(request, response);
    } else if (path.isEmpty() || path.equals("/")) {
      ((HttpServletResponse) response).sendRedirect(LoginRedirect.HOME);
    } else {
      chain.doFilter(request, response);
    }
  }
}
