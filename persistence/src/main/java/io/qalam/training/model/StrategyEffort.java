package io.qalam.training.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the query strategy was worth on a run's rows, beside posts drawn at random, as the worker
 * measured it with the yardstick.
 *
 * @param randomRows training rows whose post was drawn at random
 * @param strategyRows those whose post the strategy chose
 * @param developmentPosts that the curves were measured on
 * @param saved null where there were too few rows or posts
 * @param curve both arms by size; empty where {@code saved} is null
 */
public record StrategyEffort(
    int randomRows,
    int strategyRows,
    int developmentPosts,
    @Nullable Saved saved,
    List<Point> curve) {

  public StrategyEffort {
    curve = List.copyOf(curve);
  }

  /** Share of labels saved at equal macro-F1, with its 95 % interval; -1 is twice as many. */
  public record Saved(float share, float lower, float upper) {}

  /** Macro-F1 after so many rows of one arm, with its interval. */
  public record Point(boolean strategy, int rows, float macroF1, float lower, float upper) {}
}
