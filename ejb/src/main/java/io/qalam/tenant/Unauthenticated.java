package io.qalam.tenant;

/** Nobody is known to call (401). */
public class Unauthenticated extends Problem {

  private static final long serialVersionUID = 1L;

  public Unauthenticated() {
    this("Log in, or send a valid API token.");
  }

  public Unauthenticated(String detail) {
    super(401, "unauthenticated", "Not logged in", detail);
  }
}
