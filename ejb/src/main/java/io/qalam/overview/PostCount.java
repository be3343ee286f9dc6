package io.qalam.overview;

/**
 * How many posts a question finds, counted up to a bound.
 *
 * @param more whether there are more than {@code posts}
 */
public record PostCount(long posts, boolean more) {

  /** Posts that are counted, at most. */
  public static final int BOUND = 10_000;

  static PostCount of(long upToOneMore) {
    return new PostCount(Math.min(upToOneMore, BOUND), upToOneMore > BOUND);
  }
}
