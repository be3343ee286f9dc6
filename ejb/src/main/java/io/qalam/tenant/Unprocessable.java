package io.qalam.tenant;

/** The request is right in itself and still cannot be done, for no single field's fault (422). */
public class Unprocessable extends Problem {

  private static final long serialVersionUID = 1L;

  public Unprocessable(Wording wording, Object... values) {
    super(ProblemKind.UNPROCESSABLE, Sentence.of(wording, values));
  }
}
