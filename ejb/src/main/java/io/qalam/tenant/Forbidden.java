package io.qalam.tenant;

import io.qalam.account.model.Role;
import java.util.Locale;

/** The caller is known and may not do this (403). */
public class Forbidden extends Problem {

  private static final long serialVersionUID = 1L;

  public Forbidden(String detail) {
    super(403, "forbidden", "Not allowed", detail);
  }

  /** The caller's role is too small. */
  public static Forbidden needs(Role needed) {
    return new Forbidden(
        "This needs the role %s.".formatted(needed.name().toLowerCase(Locale.ROOT)));
  }
}
