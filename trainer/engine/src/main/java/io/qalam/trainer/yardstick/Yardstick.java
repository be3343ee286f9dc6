package io.qalam.trainer.yardstick;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import io.qalam.trainer.eval.LabelF1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * TF-IDF and L2-regularised logistic regression, one label against the rest (LIBLINEAR; Fan et al.
 * 2008).
 *
 * <p>Regularisation and class balance are those of the best macro-F1 in a five-fold
 * cross-validation on the training rows. One seed, one yardstick.
 */
public final class Yardstick {

  private static final int FOLDS = 5;
  private static final double[] COSTS = {0.3, 1, 3, 10, 30};
  private static final double PRECISION = 0.01;
  private static final double BIAS = 1;

  private final int labels;
  private final TextFeatures features;
  private final Model model;
  private final Choice choice;

  /** What the cross-validation chose, and the macro-F1 that it had. */
  public record Choice(double cost, boolean balanced, double macroF1) {}

  /** A labelled text; the label is its index in the label space. */
  public record Row(String text, int label) {}

  private Yardstick(int labels, TextFeatures features, Model model, Choice choice) {
    this.labels = labels;
    this.features = features;
    this.model = model;
    this.choice = choice;
  }

  /**
   * Chooses and trains.
   *
   * @param labels size of the label space; labels without a row are never answered
   * @throws IllegalArgumentException when fewer than two labels have rows
   */
  public static Yardstick train(List<Row> rows, int labels, long seed) {
    if (rows.stream().mapToInt(Row::label).distinct().count() < 2) {
      throw new IllegalArgumentException("Yardstick needs rows of at least two labels");
    }
    Linear.disableDebugOutput();
    Choice choice = choose(rows, labels, folds(rows, seed));
    TextFeatures features = features(rows);
    return new Yardstick(
        labels, features, fit(rows, features, choice.cost(), choice.balanced()), choice);
  }

  public Choice choice() {
    return choice;
  }

  /** The probability of every label; they sum to one. */
  public float[] probabilities(String text) {
    double[] found = new double[model.getNrClass()];
    Linear.predictProbability(model, vector(features, text), found);
    float[] probabilities = new float[labels];
    for (int i = 0; i < found.length; i++) {
      probabilities[model.getLabels()[i]] = (float) found[i];
    }
    return probabilities;
  }

  private static Choice choose(List<Row> rows, int labels, int[] folds) {
    List<Fold> split = IntStream.range(0, FOLDS).mapToObj(f -> Fold.of(rows, folds, f)).toList();
    Choice best = new Choice(1, true, -1);
    for (boolean balanced : new boolean[] {true, false}) {
      for (double cost : COSTS) {
        LabelF1 counts = new LabelF1(labels);
        split.forEach(fold -> fold.measure(cost, balanced, counts));
        if (counts.macro() > best.macroF1()) {
          best = new Choice(cost, balanced, counts.macro());
        }
      }
    }
    return best;
  }

  /** The fold of each row: every label dealt in turns, in random order. */
  private static int[] folds(List<Row> rows, long seed) {
    Map<Integer, List<Integer>> byLabel = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      byLabel.computeIfAbsent(rows.get(i).label(), l -> new ArrayList<>()).add(i);
    }
    Random random = new Random(seed);
    int[] folds = new int[rows.size()];
    int dealt = 0;
    for (List<Integer> places : byLabel.values()) {
      Collections.shuffle(places, random);
      for (int place : places) {
        folds[place] = dealt++ % FOLDS;
      }
    }
    return folds;
  }

  /** One part held out; the terms are those of the others alone. */
  private record Fold(List<Row> train, List<Row> held, TextFeatures features) {

    static Fold of(List<Row> rows, int[] folds, int fold) {
      List<Row> train = new ArrayList<>();
      List<Row> held = new ArrayList<>();
      for (int i = 0; i < folds.length; i++) {
        (folds[i] == fold ? held : train).add(rows.get(i));
      }
      return new Fold(train, held, Yardstick.features(train));
    }

    void measure(double cost, boolean balanced, LabelF1 counts) {
      Model model = fit(train, features, cost, balanced);
      for (Row row : held) {
        counts.add(row.label(), (int) Linear.predict(model, vector(features, row.text())));
      }
    }
  }

  private static TextFeatures features(List<Row> rows) {
    return new TextFeatures(rows.stream().map(Row::text).toList());
  }

  private static Model fit(List<Row> rows, TextFeatures features, double cost, boolean balanced) {
    Problem problem = new Problem();
    problem.l = rows.size();
    problem.bias = BIAS;
    problem.n = features.size() + 1;
    problem.x = rows.stream().map(row -> vector(features, row.text())).toArray(Feature[][]::new);
    problem.y = rows.stream().mapToDouble(Row::label).toArray();
    Parameter parameter = new Parameter(SolverType.L2R_LR, cost, PRECISION);
    if (balanced) {
      balance(parameter, rows);
    }
    return Linear.train(problem, parameter);
  }

  /** A text's features and, last, the constant that LIBLINEAR wants from its caller. */
  private static Feature[] vector(TextFeatures features, String text) {
    Feature[] of = features.of(text);
    Feature[] vector = Arrays.copyOf(of, of.length + 1);
    vector[of.length] = new FeatureNode(features.size() + 1, BIAS);
    return vector;
  }

  /** Every label weighs the same: n / (labels · rows of the label). */
  private static void balance(Parameter parameter, List<Row> rows) {
    Map<Integer, Integer> counts = new TreeMap<>();
    rows.forEach(row -> counts.merge(row.label(), 1, Integer::sum));
    int[] labels = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] weights =
        Arrays.stream(labels)
            .mapToDouble(
                label -> (double) rows.size() / (labels.length * counts.getOrDefault(label, 1)))
            .toArray();
    parameter.setWeights(weights, labels);
  }
}
