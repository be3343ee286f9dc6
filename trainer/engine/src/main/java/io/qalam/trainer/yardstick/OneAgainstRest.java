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
 */
record OneAgainstRest(int labels, Map<Integer, Model> models) {

  private static final double PRECISION = 0.01;
  private static final double BIAS = 1;

  /**
   * Vectors with, last, the constant feature that LIBLINEAR wants from its caller.
   *
   * @throws CancellationException when the thread is interrupted, between two regressions
   */
  static OneAgainstRest fit(
      Feature[][] vectors, int[] golds, int labels, double cost, boolean balanced) {
    Map<Integer, Model> models = new TreeMap<>();
    for (int label : Arrays.stream(golds).distinct().toArray()) {
      requireNotInterrupted();
      Problem problem = new Problem();
      problem.l = vectors.length;
      problem.bias = BIAS;
      problem.n =
          Arrays.stream(vectors).mapToInt(v -> v[v.length - 1].getIndex()).max().orElseThrow();
      problem.x = vectors;
      problem.y = Arrays.stream(golds).mapToDouble(gold -> gold == label ? 1 : 0).toArray();
      Parameter parameter = new Parameter(SolverType.L2R_LR, cost, PRECISION);
      double own = Arrays.stream(problem.y).sum();
      double n = vectors.length;
      if (balanced && own < n) {
        parameter.setWeights(new double[] {n / (2 * own), n / (2 * (n - own))}, new int[] {1, 0});
      }
      models.put(label, Linear.train(problem, parameter));
    }
    return new OneAgainstRest(labels, models);
  }

  private static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("The yardstick's training was interrupted");
    }
  }

  /** Sums to one; 0 for a label that had no row. */
  float[] probabilities(Feature[] vector) {
    float[] found = new float[labels];
    models.forEach(
        (label, model) -> {
          double[] both = new double[2];
          Linear.predictProbability(model, vector, both);
          found[label] = (float) both[model.getLabels()[0] == 1 ? 0 : 1];
        });
    double sum = 0;
    for (float one : found) {
      sum += one;
    }
    for (int label = 0; label < labels; label++) {
      found[label] /= (float) sum;
    }
    return found;
  }
}
