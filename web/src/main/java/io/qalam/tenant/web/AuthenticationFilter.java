package io.qalam.tenant.web;

import io.qalam.account.LoginService;
import io.qalam.account.SignedIn;
import io.qalam.tenant.Caller;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.Unauthenticated;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out who makes a request, before anything else of it is looked at.
 *
 * <p>REST takes a bearer token and nothing else: no cookie counts there, so no other site can make
 * a browser call it. Pages take the session that a login began, and only as long as the account's
 * session epoch has not moved on; what changes something must come from Qalam's own pages. Whatever
 * is not public is closed to strangers.
 */
public class AuthenticationFilter implements Filter {

  private static final String BEARER = "Bearer ";

  @Inject private LoginService logins;
  @Inject private TenantContext context;

  @Override
  public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) servletRequest;
    HttpServletResponse answer = (HttpServletResponse) response;
    RequestPath path = RequestPath.of(request);
    if (path.isApi()) {
      passApi(request, answer, chain, path);
    } else {
      passPage(request, answer, chain, path);
    }
  }

  private void passApi(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, RequestPath path)
      throws IOException, ServletException {
    Optional<Caller> caller = bearer(request).flatMap(logins::callerOf);
    caller.ifPresent(context::become);
    if (caller.isPresent() || path.isPublic()) {
      chain.doFilter(request, response);
    } else {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"qalam\"");
      ProblemDetail.of(new Unauthenticated(), PageLocale.of(request)).writeTo(response);
    }
  }

  private static Optional<String> bearer(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Authorization"))
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  private void passPage(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, RequestPath path)
      throws IOException, ServletException {
    if (path.isPageFile()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (!SameOrigin.holdsFor(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else if (path.isResource()) {
      chain.doFilter(request, response);
    } else {
      Optional<Caller> caller = resume(request);
      caller.ifPresent(context::become);
      if (caller.isPresent() || path.isPublic()) {
        chain.doFilter(request, response);
      } else {
        LoginRedirect.send(request, response);
      }
    }
  }

  private Optional<Caller> resume(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Optional<SignedIn> signedIn = LoginSession.of(session);
    Optional<Caller> caller = signedIn.flatMap(logins::resume);
    if (signedIn.isPresent() && caller.isEmpty()) {
      LoginSession.end(request);
    }
    return caller;
  }
}
