package io.qalam.adjudication;

import io.qalam.adjudication.VotePatterns.Pattern;
import java.util.Arrays;

/**
 * What the labels of a post say together, and how far each annotator can be trusted, both at once.
 *
 * <p>Dawid and Skene 1979, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM
 * Algorithm". Each annotator {@code a} has error rates {@code π_a[true][said]}; a post's label has
 * the prior {@code p}. From the shares of votes as first posterior, EM takes turns:
 *
 * <ul>
 *   <li>M: {@code p[c] ∝ Σ_i q_i[c]}, {@code π_a[c][l] ∝ s + Σ_i q_i[c] · votes of a for l at i}
 *   <li>E: {@code q_i[c] ∝ p[c] · Π π_a[c][l]} over the votes at post i
 * </ul>
 *
 * <p>It deviates from the paper in three points: {@code s}, {@value #SMOOTHING} by default, is
 * added to each cell, so that a label nobody gave yet is improbable and not impossible; a post that
 * an editor decided keeps that label; and only posts with two votes or an editor's decision teach
 * error rates, since a single vote is always right by its own word. Without randomness; it ends
 * when no posterior moves by {@value #TOLERANCE}, or after {@value #MOST_ROUNDS} rounds, and says
 * which.
 */
final class DawidSkene {

  static final double SMOOTHING = 0.1;
  static final double TOLERANCE = 1e-5;
  static final int MOST_ROUNDS = 1_000;

  private final VotePatterns votes;
  private final int labels;
  private final double smoothing;
  private final double[] prior;
  private final double[][][] errors;
  private final double[][] posterior;

  private DawidSkene(Votes votes, double smoothing) {
    this.votes = VotePatterns.of(votes);
    this.labels = votes.labels();
    this.smoothing = smoothing;
    this.prior = new double[labels];
    this.errors = new double[votes.annotators()][labels][labels];
    this.posterior = new double[this.votes.patterns().size()][labels];
  }

  /**
   * What was found.
   *
   * @param prior how frequent each label is
   * @param errors by annotator, true label and said label: a probability
   * @param posterior by post and label: a probability
   * @param rounds of EM
   * @param converged whether it ended by itself
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Estimate(
      double[] prior, double[][][] errors, double[][] posterior, int rounds, boolean converged) {

    /** How often this annotator gives the true label, over labels as frequent as they are. */
    double accuracy(int annotator) {
      double right = 0;
      for (int label = 0; label < prior.length; label++) {
        right += prior[label] * errors[annotator][label][label];
      }
      return right;
    }
  }

  static Estimate of(Votes votes) {
    return of(votes, SMOOTHING);
  }

  static Estimate of(Votes votes, double smoothing) {
    return new DawidSkene(votes, smoothing).run();
  }

  private Estimate run() {
    share();
    int rounds = 0;
    double moved = Double.POSITIVE_INFINITY;
    while (moved > TOLERANCE && rounds < MOST_ROUNDS) {
      learn();
      moved = infer();
      rounds++;
    }
    return new Estimate(prior, errors, ofPosts(), rounds, moved <= TOLERANCE);
  }

  private double[][] ofPosts() {
    return Arrays.stream(votes.patternOf())
        .mapToObj(pattern -> posterior[pattern])
        .toArray(double[][]::new);
  }

  /** The first posterior: each label's share of the votes. */
  private void share() {
    for (int i = 0; i < posterior.length; i++) {
      for (int vote : votes.patterns().get(i).votes()) {
        posterior[i][vote % labels]++;
      }
      settle(votes.patterns().get(i), posterior[i]);
    }
  }

  /** Makes weights a distribution; a label that is known is the whole of it. */
  private static void settle(Pattern pattern, double[] weights) {
    if (pattern.known() >= 0) {
      Arrays.fill(weights, 0);
      weights[pattern.known()] = 1;
    } else {
      normalise(weights);
    }
  }

  private void learn() {
    Arrays.fill(prior, 0);
    for (double[][] rates : errors) {
      for (double[] rate : rates) {
        Arrays.fill(rate, smoothing);
      }
    }
    for (int i = 0; i < posterior.length; i++) {
      count(votes.patterns().get(i), posterior[i]);
    }
    normalise(prior);
    for (double[][] rates : errors) {
      for (double[] rate : rates) {
        normalise(rate);
      }
    }
  }

  private void count(Pattern pattern, double[] probabilities) {
    if (!pattern.teaches()) {
      return;
    }
    for (int label = 0; label < labels; label++) {
      double weight = pattern.posts() * probabilities[label];
      prior[label] += weight;
      for (int vote : pattern.votes()) {
        errors[vote / labels][label][vote % labels] += weight;
      }
    }
  }

  /** The next posterior; returns how far the farthest probability moved. */
  private double infer() {
    double moved = 0;
    for (int i = 0; i < posterior.length; i++) {
      double[] next = posterior(votes.patterns().get(i));
      for (int label = 0; label < labels; label++) {
        moved = Math.max(moved, Math.abs(next[label] - posterior[i][label]));
      }
      posterior[i] = next;
    }
    return moved;
  }

  private double[] posterior(Pattern pattern) {
    double[] next = new double[labels];
    for (int label = 0; label < labels; label++) {
      next[label] = Math.log(prior[label]);
      for (int vote : pattern.votes()) {
        next[label] += Math.log(errors[vote / labels][label][vote % labels]);
      }
    }
    exponentiate(next);
    settle(pattern, next);
    return next;
  }

  private static void exponentiate(double[] logarithms) {
    double most = Arrays.stream(logarithms).max().orElseThrow();
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] = Math.exp(logarithms[i] - most);
    }
  }

  /** A row that nobody filled becomes even. */
  private static void normalise(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = sum > 0 ? weights[i] / sum : 1.0 / weights.length;
    }
  }
}
