package io.qalam.tenant;

/** The request is larger than this server takes (413). */
public class TooLarge extends Problem {

  private static final long serialVersionUID = 1L;

  public TooLarge(Wording wording, Object... values) {
    super(ProblemKind.TOO_LARGE, Sentence.of(wording, values));
  }
}
