package io.qalam.adjudication;

/**
 * How many of how many, with Wilson's 95 % score interval.
 *
 * <p>Wilson 1927; it keeps to [0, 1] and holds for few and for extreme counts, where the usual
 * {@code p ± 1.96 s} does not.
 */
public record Proportion(long of, long all) {

  private static final double Z = 1.959963984540054;

  public Proportion {
    if (of < 0 || of > all) {
      throw new IllegalArgumentException(of + " of " + all + " is no proportion");
    }
  }

  /** The share; NaN where there is nothing to count. */
  public double value() {
    return (double) of / all;
  }

  /** Wilson's interval; of at least one. */
  public Interval interval() {
    double p = value();
    double z2 = Z * Z / all;
    double middle = p + z2 / 2;
    double half = Z * Math.sqrt(p * (1 - p) / all + z2 / (4 * all));
    return new Interval((middle - half) / (1 + z2), (middle + half) / (1 + z2));
  }

  /**
   * The interval of this share minus another, from independent counts: Newcombe 1998, "Interval
   * estimation for the difference between independent proportions", method 10.
   */
  public Interval minus(Proportion other) {
    Interval own = interval();
    Interval others = other.interval();
    double difference = value() - other.value();
    return new Interval(
        difference - Math.hypot(value() - own.lower(), others.upper() - other.value()),
        difference + Math.hypot(own.upper() - value(), other.value() - others.lower()));
  }

  Proportion plus(Proportion more) {
    return new Proportion(of + more.of, all + more.all);
  }
}
