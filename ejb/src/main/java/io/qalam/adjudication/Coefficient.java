package io.qalam.adjudication;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A chance-corrected agreement coefficient with its interval, or the reason why there is none.
 *
 * <p>This is the one place that says what happens where a formula has nothing to hold on to; {@link
 * Basis} has each case. Tools differ there: some print 0, some 1, some NaN. Here a figure that does
 * not exist is absent, with its reason; whoever wants to know how often people agreed has the
 * observed agreement beside it, which always exists where posts are shared.
 *
 * @param value empty unless the basis {@linkplain Basis#hasValue has one}
 * @param interval 95 %, by bootstrap over posts; empty where it would say nothing
 * @param posts how many posts the figure rests on
 */
public record Coefficient(
    OptionalDouble value, Basis basis, Optional<Interval> interval, int posts) {

  /** What the figure rests on, or why there is none. */
  public enum Basis {
    /** Computed by its formula. */
    MEASURED(true),
    /**
     * Computed, and everybody agreed on every post, with more than one label in use: 1. Its
     * bootstrap interval has no width, since no resample can disagree; that is no certainty.
     */
    FULL_AGREEMENT(true),
    /**
     * One and the same label at every shared post: no figure. Observed and expected disagreement
     * are both 0, so the formula is 0/0: nobody could be seen to tell labels apart.
     */
    ONE_LABEL_ONLY(false),
    /** Several people labelled, but no post twice: no figure. */
    NO_OVERLAP(false),
    /** At most one person labelled anything: no figure. */
    ONE_ANNOTATOR(false);

    private final boolean value;

    Basis(boolean value) {
      this.value = value;
    }

    /** Whether there is a figure. */
    public boolean hasValue() {
      return value;
    }
  }

  /** No figure, for this reason. */
  static Coefficient absent(Basis why, int posts) {
    return new Coefficient(OptionalDouble.empty(), why, Optional.empty(), posts);
  }

  /**
   * The outcome of a formula over shared posts, where 0/0, which is NaN, means one label only.
   *
   * @param posts at least one
   */
  static Coefficient of(double value, Optional<Interval> interval, int posts) {
    if (Double.isNaN(value)) {
      return absent(Basis.ONE_LABEL_ONLY, posts);
    }
    Basis basis = value == 1 ? Basis.FULL_AGREEMENT : Basis.MEASURED;
    return new Coefficient(OptionalDouble.of(value), basis, interval, posts);
  }
}
