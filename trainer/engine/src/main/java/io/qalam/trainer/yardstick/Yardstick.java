package io.qalam.trainer.yardstick;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import io.qalam.trainer.eval.LabelF1;
import io.qalam.trainer.serve.LabelScore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * TF-IDF and logistic regression, one label against the rest.
 *
 * <p>Regularisation and class balance are those of the best macro-F1 in a five-fold
 * cross-validation on the training rows, at most 1,000 of them. One seed, one yardstick.
 */
public final class Yardstick {

  private static final int FOLDS = 5;
  private static final int MOST_TO_CHOOSE_ON = 1_000;
  private static final double[] COSTS = {0.3, 1, 3, 10, 30};

  private final TextFeatures features;
  private final OneAgainstRest model;
  private final Choice choice;

  /** What the cross-validation chose, and the macro-F1 that it had. */
  public record Choice(double cost, boolean balanced, double macroF1) {}

  /** A labelled text; the label is its index in the label space. */
  public record Row(String text, int label) {}

  private Yardstick(TextFeatures features, OneAgainstRest model, Choice choice) {
    this.features = features;
    this.model = model;
    this.choice = choice;
  }

  /**
   * Chooses and trains.
   *
   * @param labels size of the label space; labels without a row are never answered
   * @throws IllegalArgumentException when fewer than two labels have rows
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public static Yardstick train(List<Row> rows, int labels, long seed) {
    if (rows.stream().mapToInt(Row::label).distinct().count() < 2) {
      throw new IllegalArgumentException("Yardstick needs rows of at least two labels");
    }
    Linear.disableDebugOutput();
    Choice choice = choose(rows, labels, seed);
    TextFeatures features = features(rows);
    return new Yardstick(
        features, fit(features, rows, labels, choice.cost(), choice.balanced()), choice);
  }

  public Choice choice() {
    return choice;
  }

  /** A yardstick that was read, and the label space it answers in. */
  public record Named(Yardstick yardstick, List<String> labels) {
    public Named {
      labels = List.copyOf(labels);
    }
  }

  /**
   * All of it as bytes, in the format of {@link YardstickFile}.
   *
   * @param labels the names of the label space, in the order of the rows' labels
   */
  public byte[] write(List<String> labels) {
    if (labels.size() != model.labels()) {
      throw new IllegalArgumentException(
          "Yardstick of %d labels cannot be written for %s".formatted(model.labels(), labels));
    }
    return YardstickFile.write(new YardstickFile.Content(labels, choice, features, model));
  }

  /**
   * Reads what {@link #write} wrote; it answers exactly as the one that was written.
   *
   * @throws YardstickException when the bytes are no yardstick
   */
  public static Named read(byte[] bytes) {
    YardstickFile.Content content = YardstickFile.read(bytes);
    return new Named(
        new Yardstick(content.features(), content.model(), content.choice()), content.labels());
  }

  /** The probability of every label; they sum to one. */
  public LabelScore score(String text) {
    return new LabelScore(model.probabilities(vector(features, text)));
  }

  private static Choice choose(List<Row> rows, int labels, long seed) {
    Map<Choice, LabelF1> settings = new LinkedHashMap<>();
    for (boolean balanced : new boolean[] {true, false}) {
      for (double cost : COSTS) {
        settings.put(new Choice(cost, balanced, 0), new LabelF1(labels));
      }
    }
    List<List<Row>> folds = folds(rows, seed);
    for (List<Row> held : folds) {
      List<Row> train = folds.stream().filter(f -> f != held).flatMap(List::stream).toList();
      measure(train, held, labels, settings);
    }
    Choice best = new Choice(1, true, -1);
    for (Map.Entry<Choice, LabelF1> setting : settings.entrySet()) {
      double macroF1 = setting.getValue().macro();
      if (macroF1 > best.macroF1()) {
        best = new Choice(setting.getKey().cost(), setting.getKey().balanced(), macroF1);
      }
    }
    return best;
  }

  /** Every setting on one fold; the terms are those of the other folds alone. */
  private static void measure(
      List<Row> train, List<Row> held, int labels, Map<Choice, LabelF1> settings) {
    TextFeatures features = features(train);
    Feature[][] vectors = vectors(features, train);
    Feature[][] heldVectors = vectors(features, held);
    settings.forEach(
        (setting, counts) -> {
          OneAgainstRest model =
              OneAgainstRest.fit(vectors, golds(train), labels, setting.cost(), setting.balanced());
          for (int i = 0; i < held.size(); i++) {
            LabelScore score = new LabelScore(model.probabilities(heldVectors[i]));
            counts.add(held.get(i).label(), score.best());
          }
        });
  }

  /** The rows, every label dealt to the folds in turns, in random order. */
  private static List<List<Row>> folds(List<Row> rows, long seed) {
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    Map<Integer, List<Row>> byLabel = new TreeMap<>();
    shuffled.stream()
        .limit(MOST_TO_CHOOSE_ON)
        .forEach(row -> byLabel.computeIfAbsent(row.label(), l -> new ArrayList<>()).add(row));
    List<List<Row>> folds = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      folds.add(new ArrayList<>());
    }
    int dealt = 0;
    for (List<Row> same : byLabel.values()) {
      for (Row row : same) {
        folds.get(dealt++ % FOLDS).add(row);
      }
    }
    return folds;
  }

  private static OneAgainstRest fit(
      TextFeatures features, List<Row> rows, int labels, double cost, boolean balanced) {
    return OneAgainstRest.fit(vectors(features, rows), golds(rows), labels, cost, balanced);
  }

  private static TextFeatures features(List<Row> rows) {
    return new TextFeatures(rows.stream().map(Row::text).toList());
  }

  static Feature[][] vectors(TextFeatures features, List<Row> rows) {
    return rows.stream().map(row -> vector(features, row.text())).toArray(Feature[][]::new);
  }

  static Feature[] vector(TextFeatures features, String text) {
    List<Feature> vector = features.of(text);
    vector.add(new FeatureNode(features.size() + 1, 1));
    return vector.toArray(Feature[]::new);
  }

  static int[] golds(List<Row> rows) {
    return rows.stream().mapToInt(Row::label).toArray();
  }
}
