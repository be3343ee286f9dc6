package io.qalam.adjudication;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Percentile intervals over posts: 1,000 times as many posts as there are are drawn with
 * replacement, and the figure is computed anew.
 *
 * <p>Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13. Posts that look
 * alike are one pattern with a count, so that a resample is a vector of counts and a figure costs
 * the number of patterns, however many posts there are. The seed is fixed: the same labels give the
 * same interval.
 *
 * <p>There is no interval over fewer than {@link #LEAST_POSTS} posts, nor where more than one
 * resample in ten has no figure because it holds one label alone: the rest would be a chosen few.
 */
final class Bootstrap {

  static final int RESAMPLES = 1_000;
  static final int LEAST_POSTS = 10;

  private static final long SEED = 1_908_1979L;
  private static final int LEAST_DEFINED = RESAMPLES * 9 / 10;
  private static final double TAIL = 0.025;

  private final int[] patternOf;
  private final int patterns;

  /**
   * @param counts how many posts show each pattern
   */
  Bootstrap(int[] counts) {
    patterns = counts.length;
    patternOf = new int[Arrays.stream(counts).sum()];
    int post = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      Arrays.fill(patternOf, post, post + counts[pattern], pattern);
      post += counts[pattern];
    }
  }

  /**
   * The interval of each figure, all over the same resamples.
   *
   * @param figures of the patterns' counts; NaN where there is none
   */
  List<Optional<Interval>> intervals(List<ToDoubleFunction<int[]>> figures) {
    if (patternOf.length < LEAST_POSTS) {
      return figures.stream().map(figure -> Optional.<Interval>empty()).toList();
    }
    double[][] values = new double[figures.size()][RESAMPLES];
    SplittableRandom random = new SplittableRandom(SEED);
    int[] counts = new int[patterns];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      draw(random, counts);
      for (int figure = 0; figure < values.length; figure++) {
        values[figure][resample] = figures.get(figure).applyAsDouble(counts);
      }
    }
    return Arrays.stream(values).map(Bootstrap::percentiles).toList();
  }

  /** Two posts from each random number: its halves times the number of posts, shifted. */
  private void draw(SplittableRandom random, int[] counts) {
    Arrays.fill(counts, 0);
    long posts = patternOf.length;
    for (int drawn = 0; drawn < posts; drawn += 2) {
      long bits = random.nextLong();
      counts[patternOf[(int) ((bits >>> 32) * posts >>> 32)]]++;
      if (drawn + 1 < posts) {
        counts[patternOf[(int) ((bits & 0xFFFF_FFFFL) * posts >>> 32)]]++;
      }
    }
  }

  private static Optional<Interval> percentiles(double[] values) {
    double[] sorted =
        DoubleStream.of(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length < LEAST_DEFINED) {
      return Optional.empty();
    }
    int cut = (int) Math.floor(TAIL * sorted.length);
    return Optional.of(new Interval(sorted[cut], sorted[sorted.length - 1 - cut]));
  }
}
