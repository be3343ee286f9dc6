package io.qalam.adjudication;

import java.util.OptionalDouble;

/**
 * A chance-corrected agreement coefficient, or the reason why there is none.
 *
 * <p>Kappa and alpha divide by the disagreement that chance would bring. Where only one label was
 * ever used that is 0/0: some tools then print 0, some NaN. Here it is 1, because nobody disagreed,
 * and the case says that the figure rests on no variation at all.
 */
public record Coefficient(OptionalDouble value, Basis basis) {

  /** What the figure rests on. */
  public enum Basis {
    /** Computed by its formula. */
    MEASURED,
    /** Everybody used one and the same label: 1 by definition, since nothing could disagree. */
    ONE_LABEL_ONLY,
    /** No post was labelled twice: there is no figure. */
    NOTHING_SHARED
  }

  static final Coefficient NOTHING_SHARED =
      new Coefficient(OptionalDouble.empty(), Basis.NOTHING_SHARED);

  static final Coefficient ONE_LABEL_ONLY =
      new Coefficient(OptionalDouble.of(1), Basis.ONE_LABEL_ONLY);

  static Coefficient measured(double value) {
    return new Coefficient(OptionalDouble.of(value), Basis.MEASURED);
  }
}
