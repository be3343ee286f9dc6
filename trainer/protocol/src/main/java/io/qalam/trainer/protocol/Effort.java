package io.qalam.trainer.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the query strategy is worth: how many labels it takes for the same quality, beside posts
 * drawn at random.
 *
 * <p>Measured with the yardstick, since an adapter for every point would take hours: it says what
 * the posts are worth to a learner, and not what the live adapter gained.
 *
 * @param randomRows training rows whose post was drawn at random
 * @param strategyRows those whose post the strategy chose
 * @param developmentPosts that the curves were measured on
 * @param saved null where there are too few rows or posts to say anything
 * @param curve each arm's points by size; empty where {@code saved} is null
 */
public record Effort(
    int randomRows,
    int strategyRows,
    int developmentPosts,
    @Nullable Saved saved,
    List<Point> curve) {

  /** Rows of each arm that it takes at least. */
  public static final int LEAST_ROWS = 40;

  /** Development posts that it takes at least. */
  public static final int LEAST_POSTS = 30;

  public Effort {
    curve = List.copyOf(curve);
  }

  /** Whether there is enough of everything to measure. */
  public static boolean isMeasurable(int randomRows, int strategyRows, int developmentPosts) {
    return Math.min(randomRows, strategyRows) >= LEAST_ROWS && developmentPosts >= LEAST_POSTS;
  }

  /**
   * The share of labels saved at equal macro-F1, with its 95 % interval: .3 where the strategy
   * needs 70 rows for what takes 100 at random; below 0 where it needs more. Held at -1, twice as
   * many.
   */
  public record Saved(float share, float lower, float upper) {
    public Saved {
      if (!(lower <= upper) || lower < -1 || upper > 1 || !(share >= -1 && share <= 1)) {
        throw new IllegalArgumentException(
            "Saved must lie between -1 and 1, lower before upper: %s [%s, %s]"
                .formatted(share, lower, upper));
      }
    }
  }

  /** Mean macro-F1 on the development posts after so many rows of one arm, with its interval. */
  public record Point(boolean strategy, int rows, float macroF1, float lower, float upper) {}
}
