package io.qalam.tenant.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Puts the headers on every answer that keep a browser from being used against its user.
 *
 * <p>The policy here holds for whatever is not a page. A page's own policy, with the nonce its
 * scripts need, is PrimeFaces' ({@code primefaces.CSP_POLICY} in web.xml) and comes on top.
 */
public class SecurityHeadersFilter implements Filter {

  private static final String NOT_A_PAGE =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private static final String EVERY_PAGE =
      "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    secure((HttpServletRequest) request, (HttpServletResponse) response);
    chain.doFilter(request, response);
  }

  private static void secure(HttpServletRequest request, HttpServletResponse response) {
    RequestPath path = RequestPath.of(request);
    response.setHeader("Content-Security-Policy", path.isApi() ? NOT_A_PAGE : EVERY_PAGE);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    if (!path.isResource()) {
      response.setHeader("Cache-Control", "no-store");
    }
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
