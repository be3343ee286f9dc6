package io.qalam.tenant;

import io.qalam.account.model.Role;

/** The caller is known and may not do this (403). */
public class Forbidden extends Problem {

  private static final long serialVersionUID = 1L;

  public Forbidden(Wording wording, Object... values) {
    super(ProblemKind.FORBIDDEN, Sentence.of(wording, values));
  }

  /** The caller's role is too small. */
  public static Forbidden needs(Role needed) {
    return new Forbidden(
        switch (needed) {
          case ANNOTATOR -> TenantWording.NEEDS_ANNOTATOR;
          case EDITOR -> TenantWording.NEEDS_EDITOR;
          case ADMIN -> TenantWording.NEEDS_ADMIN;
        });
  }
}
