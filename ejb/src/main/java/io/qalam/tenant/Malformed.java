package io.qalam.tenant;

/** The request cannot be read at all, e.g. it is not JSON (400). */
public class Malformed extends Problem {

  private static final long serialVersionUID = 1L;

  public Malformed(Wording wording, Object... values) {
    super(ProblemKind.MALFORMED, Sentence.of(wording, values));
  }
}
