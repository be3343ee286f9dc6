package io.qalam.adjudication;

import java.io.Serializable;

/**
 * A 95 % interval.
 *
 * @param lower of a coefficient at least −1
 * @param upper of a coefficient at most 1
 */
public record Interval(double lower, double upper) implements Serializable {

  /** Whether every value in it is above zero, or every one below. */
  public boolean excludesZero() {
    return lower > 0 || upper < 0;
  }
}
