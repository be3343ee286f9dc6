package io.qalam.tenant.web;

import io.qalam.account.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a login in the web session, which does not exist before. */
public final class LoginSession {

  private static final String KEY = SignedIn.class.getName();

  private LoginSession() {}

  /** Begins a new session for a login, never an old one that somebody else may know. */
  public static void begin(HttpServletRequest request, SignedIn login) {
    end(request);
    request.getSession(true).setAttribute(KEY, login);
  }

  /** The login a session was begun with. */
  public static Optional<SignedIn> of(@Nullable HttpSession session) {
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((SignedIn) session.getAttribute(KEY));
  }

  /** Ends the request's session, if there is one. */
  public static void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
