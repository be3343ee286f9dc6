package io.qalam.trainer.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The 95 % interval of a macro-F1 difference, by the paired bootstrap.
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

  /** Bounds of the candidate's macro-F1 minus the live adapter's. */
  public record Interval(double lower, double upper) {}

  /** The interval for these posts over a label space of the given size. */
  public Interval macroF1Difference(List<JudgedPost> posts, int labels) {
    Random random = new Random(seed);
    double[] differences = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      differences[i] = resampledDifference(posts, labels, random);
    }
    Arrays.sort(differences);
    return new Interval(quantile(differences, TAIL), quantile(differences, 1 - TAIL));
  }

  private static double resampledDifference(List<JudgedPost> posts, int labels, Random random) {
    LabelF1 candidate = new LabelF1(labels);
    LabelF1 live = new LabelF1(labels);
    for (int i = 0; i < posts.size(); i++) {
      JudgedPost post = posts.get(random.nextInt(posts.size()));
      candidate.add(post.gold(), post.candidate());
      live.add(post.gold(), post.live());
    }
    return candidate.macro() - live.macro();
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
