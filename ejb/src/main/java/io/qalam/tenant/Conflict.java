package io.qalam.tenant;

/** The request does not fit the state things are in now: a stale lease, a name taken (409). */
public class Conflict extends Problem {

  private static final long serialVersionUID = 1L;

  public Conflict(Wording wording, Object... values) {
    super(ProblemKind.CONFLICT, Sentence.of(wording, values));
  }
}
