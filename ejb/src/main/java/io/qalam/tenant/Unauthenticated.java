package io.qalam.tenant;

/** Nobody is known to call (401). */
public class Unauthenticated extends Problem {

  private static final long serialVersionUID = 1L;

  public Unauthenticated() {
    this(TenantWording.LOG_IN);
  }

  public Unauthenticated(Wording wording, Object... values) {
    super(ProblemKind.UNAUTHENTICATED, Sentence.of(wording, values));
  }
}
