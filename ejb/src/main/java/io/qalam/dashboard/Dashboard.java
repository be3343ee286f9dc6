package io.qalam.dashboard;

import io.qalam.adjudication.Agreement.OfWeek;
import io.qalam.adjudication.OverAcceptance;
import io.qalam.dashboard.model.CurvePoint;
import io.qalam.dashboard.model.DayFigures;
import io.qalam.dashboard.model.MixCount;
import io.qalam.training.model.StrategyEffort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a project goes.
 *
 * @param days one for each day asked for, the oldest first; the last one is today, in UTC
 * @param mix labels given in these days, by label and language; exact, however many they are
 * @param weeks agreement over posts whose labels were all given in these days
 * @param curve every measured adapter, the oldest first
 * @param overAcceptance of everybody, in these days
 * @param effort what the query strategy is worth, by the newest run that measured it; null before
 * @param sample what agreement and over-acceptance are reckoned of, where these days have more
 *     labels than are compared while somebody waits; null where they are of all labels
 */
public record Dashboard(
    List<DayFigures> days,
    List<MixCount> mix,
    List<OfWeek> weeks,
    List<CurvePoint> curve,
    OverAcceptance.OfOne overAcceptance,
    @Nullable StrategyEffort effort,
    @Nullable Sample sample) {

  /**
   * All labels of some posts.
   *
   * @param labels given to these posts
   * @param of labels given to all posts
   * @param oneIn one post in so many
   */
  public record Sample(long labels, long of, long oneIn) {}

  /** Labels given in these days. */
  public long labels() {
    return days.stream().mapToLong(DayFigures::labels).sum();
  }

  /** Predictions accepted or corrected in these days. */
  public long shown() {
    return days.stream().mapToLong(DayFigures::shown).sum();
  }

  /** Predictions accepted in these days. */
  public long accepted() {
    return days.stream().mapToLong(DayFigures::accepted).sum();
  }
}
