package io.qalam.adjudication;

/**
 * A 95 % interval.
 *
 * @param lower at least −1
 * @param upper at most 1
 */
public record Interval(double lower, double upper) {

  /** Whether every value in it is above zero, or every one below. */
  public boolean excludesZero() {
    return lower > 0 || upper < 0;
  }
}
