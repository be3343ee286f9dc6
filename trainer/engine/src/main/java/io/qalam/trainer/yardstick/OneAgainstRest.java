package io.qalam.trainer.yardstick;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * One L2-regularised logistic regression a label (LIBLINEAR; Fan et al. 2008), their probabilities
 * normalised.
 *
 * <p>LIBLINEAR's own way with several labels weighs the label alone and not the rest; here, where
 * balance is wanted, a label and the rest have the same weight in each regression: n / (2 · rows).
 *
 * @param labels size of the label space
 * @param weights of each label that had a row: one a feature, that of index 1 first; in single
 *     precision, in which they are kept, so that what is measured is what is served
 */
record OneAgainstRest(int labels, Map<Integer, float[]> weights) {

  private static final double PRECISION = 0.01;
  private static final double BIAS = 1;

  /**
   * Vectors with, last, the constant feature that LIBLINEAR wants from its caller.
   *
   * @throws CancellationException when the thread is interrupted, between two regressions
   */
  static OneAgainstRest fit(
      Feature[][] vectors, int[] golds, int labels, double cost, boolean balanced) {
    return fit(SolverType.L2R_LR, vectors, golds, labels, cost, balanced);
  }

  /** The same by coordinate descent in the dual, which is faster where there are few rows. */
  static OneAgainstRest fitFew(
      Feature[][] vectors, int[] golds, int labels, double cost, boolean balanced) {
    return fit(SolverType.L2R_LR_DUAL, vectors, golds, labels, cost, balanced);
  }

  private static OneAgainstRest fit(
      SolverType solver,
      Feature[][] vectors,
      int[] golds,
      int labels,
      double cost,
      boolean balanced) {
    Map<Integer, float[]> weights = new TreeMap<>();
    for (int label : Arrays.stream(golds).distinct().toArray()) {
      requireNotInterrupted();
      Problem problem = new Problem();
      problem.l = vectors.length;
      problem.bias = BIAS;
      problem.n =
          Arrays.stream(vectors).mapToInt(v -> v[v.length - 1].getIndex()).max().orElseThrow();
      problem.x = vectors;
      problem.y = Arrays.stream(golds).mapToDouble(gold -> gold == label ? 1 : 0).toArray();
      Parameter parameter = new Parameter(solver, cost, PRECISION);
      double own = Arrays.stream(problem.y).sum();
      double n = vectors.length;
      if (balanced && own < n) {
        parameter.setWeights(new double[] {n / (2 * own), n / (2 * (n - own))}, new int[] {1, 0});
      }
      weights.put(label, towardsTheLabel(Linear.train(problem, parameter)));
    }
    return new OneAgainstRest(labels, weights);
  }

  private static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("The yardstick's training was interrupted");
    }
  }

  /** LIBLINEAR's weights speak for the class it met first. */
  private static float[] towardsTheLabel(Model model) {
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    double[] found = model.getFeatureWeights();
    float[] weights = new float[found.length];
    for (int i = 0; i < found.length; i++) {
      weights[i] = (float) (sign * found[i]);
    }
    return weights;
  }

  /** Sums to one; 0 for a label that had no row. */
  float[] probabilities(Feature[] vector) {
    double[] found = new double[labels];
    weights.forEach((label, own) -> found[label] = logistic(dot(own, vector)));
    double sum = Arrays.stream(found).sum();
    float[] shares = new float[labels];
    for (int label = 0; label < labels; label++) {
      shares[label] = (float) (found[label] / sum);
    }
    return shares;
  }

  private static double dot(float[] weights, Feature[] vector) {
    double sum = 0;
    for (Feature feature : vector) {
      sum += weights[feature.getIndex() - 1] * feature.getValue();
    }
    return sum;
  }

  private static double logistic(double value) {
    return 1 / (1 + Math.exp(-value));
  }
}
