package io.qalam.trainer.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The 95 % interval of a figure, or of the difference of two, by the paired bootstrap.
 *
 * <p>Efron and Tibshirani 1993, ch. 13, percentile interval: posts are drawn with replacement, both
 * adapters are measured on the same draw, and the interval runs from the 2.5 % to the 97.5 %
 * quantile of the differences (linear between order statistics). Pairing keeps what makes a draw
 * hard for both out of the difference. The seed makes the interval repeatable on every JVM.
 */
public final class PairedBootstrap {
  private static final double TAIL = 0.025;

  private final int resamples;
  private final long seed;

  public PairedBootstrap(int resamples, long seed) {
    if (resamples < 1000) {
      throw new IllegalArgumentException(
          "PairedBootstrap.resamples must be at least 1000, found " + resamples);
    }
    this.resamples = resamples;
    this.seed = seed;
  }

  /** Bounds of a figure; of the candidate's minus the live adapter's, where it is a difference. */
  public record Interval(double lower, double upper) {}

  /**
   * Intervals from the same draws.
   *
   * @param difference of the candidate's figure minus the live adapter's
   * @param candidate of the candidate's own
   */
  public record Intervals(Interval difference, Interval candidate) {
    static Intervals of(List<Interval> both) {
      return new Intervals(both.get(0), both.get(1));
    }
  }

  /** The intervals of macro-F1 for these posts, whose answers mean this. */
  public Intervals macroF1(List<JudgedPost> posts, AnswerSpace space) {
    return Intervals.of(intervals(posts.size(), draw -> macroF1(posts, space, draw)));
  }

  private static double[] macroF1(List<JudgedPost> posts, AnswerSpace space, int[] draw) {
    LabelF1 candidate = space.counts();
    LabelF1 live = space.counts();
    for (int drawn : draw) {
      JudgedPost post = posts.get(drawn);
      space.add(candidate, post.gold(), post.candidate());
      space.add(live, post.gold(), post.live());
    }
    return new double[] {candidate.macro() - live.macro(), candidate.macro()};
  }

  /**
   * The intervals of any figures, from the same draws.
   *
   * @param posts how many there are, at least one
   * @param figures of the posts with these indices, some of them several times and some not at all;
   *     always as many
   */
  public List<Interval> intervals(int posts, Function<int[], double[]> figures) {
    Random random = new Random(seed);
    double[][] found = new double[resamples][];
    int[] draw = new int[posts];
    for (int i = 0; i < resamples; i++) {
      Arrays.setAll(draw, place -> random.nextInt(posts));
      found[i] = figures.apply(draw);
    }
    List<Interval> intervals = new ArrayList<>();
    for (int figure = 0; figure < found[0].length; figure++) {
      intervals.add(interval(found, figure));
    }
    return intervals;
  }

  private static Interval interval(double[][] found, int figure) {
    double[] sorted = Arrays.stream(found).mapToDouble(one -> one[figure]).sorted().toArray();
    return new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
