package io.qalam.trainer.eval;

import io.qalam.trainer.serve.LabelScore;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far probabilities can be believed, and the temperature that makes them believable.
 *
 * <p>Guo et al. 2017, arXiv:1706.04599: expected calibration error over 15 bins of equal width;
 * temperature scaling q ∝ p^(1/T), with the T that minimises the negative log-likelihood on
 * held-out posts. It changes no answer, since it keeps the order of the labels.
 */
public final class Calibration {

  private static final int BINS = 15;
  private static final double COLDEST = 0.05;
  private static final double HOTTEST = 20;
  private static final int HALVINGS = 60;
  private static final double LEAST_PROBABILITY = 1e-30;

  private Calibration() {}

  /**
   * A scored post.
   *
   * @param gold index of the right label
   */
  public record Scored(LabelScore score, int gold) {

    float[] probabilities() {
      return score.probabilities();
    }
  }

  /**
   * The temperature; between 0.05, where all answers are right, and 20, where none is better than
   * chance.
   *
   * @throws IllegalArgumentException when there is no post to fit on
   */
  public static double temperature(List<Scored> posts) {
    if (posts.isEmpty()) {
      throw new IllegalArgumentException("Calibration.temperature needs at least one post");
    }
    double low = 1 / HOTTEST;
    double high = 1 / COLDEST;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (slope(posts, middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 2 / (low + high);
  }

  /**
   * Derivative by β = 1/T of the negative log-likelihood, which is convex in β: the sum of E_β[ln
   * p] − ln p(gold).
   */
  private static double slope(List<Scored> posts, double beta) {
    double slope = 0;
    for (Scored post : posts) {
      double total = 0;
      double weighted = 0;
      for (float probability : post.probabilities()) {
        double log = log(probability);
        double weight = Math.exp(beta * log);
        total += weight;
        weighted += weight * log;
      }
      slope += weighted / total - log(post.probabilities()[post.gold()]);
    }
    return slope;
  }

  private static double log(float probability) {
    return Math.log(Math.max(probability, LEAST_PROBABILITY));
  }

  /** The score at a temperature. */
  public static LabelScore scaled(LabelScore score, double temperature) {
    float[] probabilities = score.probabilities();
    double[] weights = new double[probabilities.length];
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(log(probabilities[i]) / temperature);
      total += weights[i];
    }
    float[] scaled = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      scaled[i] = (float) (weights[i] / total);
    }
    return new LabelScore(scaled);
  }

  /**
   * The posts whose most probable label was about as probable.
   *
   * @param confidence mean of those probabilities; 0 for no posts
   * @param right share of those labels that were right; likewise
   */
  public record Bin(int posts, double confidence, double right) {}

  /** All bins, by rising probability. */
  public static List<Bin> bins(List<Scored> posts) {
    double[] confidence = new double[BINS];
    int[] right = new int[BINS];
    int[] count = new int[BINS];
    for (Scored post : posts) {
      int best = post.score().best();
      float sure = post.probabilities()[best];
      int bin = Math.min(BINS - 1, Math.max(0, (int) Math.ceil(sure * BINS) - 1));
      confidence[bin] += sure;
      right[bin] += best == post.gold() ? 1 : 0;
      count[bin]++;
    }
    return IntStream.range(0, BINS)
        .mapToObj(
            bin -> {
              double n = Math.max(1, count[bin]);
              return new Bin(count[bin], confidence[bin] / n, right[bin] / n);
            })
        .toList();
  }

  /**
   * From 0 to 1: how far the most probable label's probability and its rate of being right lie
   * apart, on average; 0 for no posts.
   */
  public static double expectedError(List<Scored> posts) {
    double error = 0;
    for (Bin bin : bins(posts)) {
      error += bin.posts() * Math.abs(bin.confidence() - bin.right());
    }
    return posts.isEmpty() ? 0 : error / posts.size();
  }
}
