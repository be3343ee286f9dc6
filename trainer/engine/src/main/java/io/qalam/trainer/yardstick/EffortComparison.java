package io.qalam.trainer.yardstick;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.Linear;
import io.qalam.trainer.eval.AnswerSpace;
import io.qalam.trainer.eval.LabelF1;
import io.qalam.trainer.protocol.Effort;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.yardstick.Yardstick.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The labels that a query strategy saves at equal macro-F1, from the learning curves of its rows
 * and of rows drawn at random.
 *
 * <p>Each draw takes as many rows of both arms, without replacement: half of the smaller arm. For
 * every size it cuts them into as many samples as there are whole ones, fits the yardstick on each
 * and answers the development posts; a size's macro-F1 is the mean over its samples. Both curves
 * are a + b · ln rows with one slope; their distance over the slope is the logarithm of the ratio
 * of rows at equal macro-F1. The interval is of the percentiles over all draws, each with resampled
 * development posts: half-samples vary as much as new samples of the whole would (Politis, Romano
 * and Wolf 1999).
 */
public final class EffortComparison {

  private static final int DRAWS = 40;
  private static final int RESAMPLES = 25;
  private static final int SIZES = 5;
  private static final int SMALLEST = 10;
  private static final int MOST_ROWS = 250;
  private static final double TAIL = 0.025;

  private final int answers;
  private final AnswerSpace space;
  private final Yardstick.Choice choice;
  private final Random random;
  private final int[] sizes;
  private final Arm byChance;
  private final Arm byStrategy;
  private final Feature[][] development;
  private final int[] golds;

  /** An arm's rows as vectors, in the order of the draw. */
  private record Arm(List<Example> examples) {

    List<Example> sample(int index, int rows) {
      return examples.subList(index * rows, (index + 1) * rows);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Example(Feature[] vector, int label) {}

  /** Macro-F1 by size, of both arms. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Curves(double[] byChance, double[] byStrategy) {}

  private EffortComparison(
      List<Row> byChance,
      List<Row> byStrategy,
      List<Row> development,
      int answers,
      AnswerSpace space,
      Yardstick.Choice choice,
      long seed) {
    this.answers = answers;
    this.space = space;
    this.choice = choice;
    this.random = new Random(seed);
    this.sizes = sizes(Math.min(byChance.size(), byStrategy.size()) / 2);
    List<String> texts = new ArrayList<>();
    byChance.forEach(row -> texts.add(row.text()));
    byStrategy.forEach(row -> texts.add(row.text()));
    TextFeatures features = new TextFeatures(texts);
    this.byChance = arm(features, byChance);
    this.byStrategy = arm(features, byStrategy);
    this.development = Yardstick.vectors(features, development);
    this.golds = Yardstick.golds(development);
  }

  /**
   * Measures, in some seconds; one seed, one answer.
   *
   * @param byChance training rows whose post was drawn at random
   * @param byStrategy those whose post the strategy chose
   * @param answers how many a model chooses between: the rows' labels are below
   * @param space what the numbers stand for
   * @param choice the setting of the yardstick on all rows
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public static Effort measure(
      List<Row> byChance,
      List<Row> byStrategy,
      List<Row> development,
      int answers,
      AnswerSpace space,
      Yardstick.Choice choice,
      long seed) {
    if (!Effort.isMeasurable(byChance.size(), byStrategy.size(), development.size())) {
      return new Effort(byChance.size(), byStrategy.size(), development.size(), null, List.of());
    }
    Linear.disableDebugOutput();
    return new EffortComparison(byChance, byStrategy, development, answers, space, choice, seed)
        .measure();
  }

  private Effort measure() {
    int[] all = IntStream.range(0, golds.length).toArray();
    List<Curves> whole = new ArrayList<>();
    List<Curves> resampled = new ArrayList<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      int[][][] chance = answers(byChance);
      int[][][] strategy = answers(byStrategy);
      whole.add(curves(chance, strategy, all));
      for (int again = 0; again < RESAMPLES; again++) {
        int[] posts = random.ints(golds.length, 0, golds.length).toArray();
        resampled.add(curves(chance, strategy, posts));
      }
    }
    List<Effort.Point> points = new ArrayList<>();
    for (int size = 0; size < sizes.length; size++) {
      int at = size;
      points.add(point(false, at, whole, resampled, curves -> curves.byChance()[at]));
      points.add(point(true, at, whole, resampled, curves -> curves.byStrategy()[at]));
    }
    return new Effort(
        byChance.examples().size(),
        byStrategy.examples().size(),
        golds.length,
        saved(mean(whole), resampled),
        points);
  }

  private Effort.Saved saved(Curves mean, List<Curves> resampled) {
    double[] shares = resampled.stream().mapToDouble(this::share).sorted().toArray();
    return new Effort.Saved(
        (float) share(mean),
        (float) percentile(shares, TAIL),
        (float) percentile(shares, 1 - TAIL));
  }

  /** 1 - ratio of rows at equal macro-F1, by two lines of one slope over the logarithm of rows. */
  private double share(Curves curves) {
    double[] logs = Arrays.stream(sizes).mapToDouble(Math::log).toArray();
    double middle = Arrays.stream(logs).average().orElseThrow();
    double chance = Arrays.stream(curves.byChance()).average().orElseThrow();
    double strategy = Arrays.stream(curves.byStrategy()).average().orElseThrow();
    double rise = 0;
    double run = 0;
    for (int i = 0; i < logs.length; i++) {
      double aside = logs[i] - middle;
      rise += aside * (curves.byChance()[i] - chance + curves.byStrategy()[i] - strategy);
      run += 2 * aside * aside;
    }
    return share(strategy - chance, rise / run);
  }

  /** A curve that does not rise is the limit of one that hardly does. */
  private static double share(double distance, double slope) {
    if (slope <= 0) {
      return Math.signum(distance);
    }
    return Math.max(-1, 1 - Math.exp(-distance / slope));
  }

  private Curves curves(int[][][] chance, int[][][] strategy, int[] posts) {
    return new Curves(macros(chance, posts), macros(strategy, posts));
  }

  private double[] macros(int[][][] answers, int[] posts) {
    return Arrays.stream(answers)
        .mapToDouble(
            samples ->
                Arrays.stream(samples)
                    .mapToDouble(given -> macro(given, posts))
                    .average()
                    .orElseThrow())
        .toArray();
  }

  private double macro(int[] given, int[] posts) {
    LabelF1 counts = space.counts();
    for (int post : posts) {
      space.add(counts, golds[post], given[post]);
    }
    return counts.macro();
  }

  /** By size and sample of one new draw, what the yardstick answers to the development posts. */
  private int[][][] answers(Arm arm) {
    Collections.shuffle(arm.examples(), random);
    int drawn = sizes[sizes.length - 1];
    return Arrays.stream(sizes)
        .mapToObj(
            rows ->
                IntStream.range(0, drawn / rows)
                    .mapToObj(sample -> answers(arm.sample(sample, rows)))
                    .toArray(int[][]::new))
        .toArray(int[][][]::new);
  }

  private int[] answers(List<Example> rows) {
    OneAgainstRest model =
        OneAgainstRest.fitFew(
            rows.stream().map(Example::vector).toArray(Feature[][]::new),
            rows.stream().mapToInt(Example::label).toArray(),
            answers,
            choice.cost(),
            choice.balanced());
    return Arrays.stream(development)
        .mapToInt(post -> new LabelScore(model.probabilities(post)).best())
        .toArray();
  }

  private static Curves mean(List<Curves> curves) {
    return new Curves(
        average(curves.stream().map(Curves::byChance).toList()),
        average(curves.stream().map(Curves::byStrategy).toList()));
  }

  private static double[] average(List<double[]> curves) {
    double[] mean = new double[curves.get(0).length];
    for (double[] curve : curves) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += curve[i] / curves.size();
      }
    }
    return mean;
  }

  private Effort.Point point(
      boolean strategy,
      int at,
      List<Curves> whole,
      List<Curves> resampled,
      ToDoubleFunction<Curves> value) {
    double[] sorted = resampled.stream().mapToDouble(value).sorted().toArray();
    return new Effort.Point(
        strategy,
        sizes[at],
        (float) whole.stream().mapToDouble(value).average().orElseThrow(),
        (float) percentile(sorted, TAIL),
        (float) percentile(sorted, 1 - TAIL));
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  /** Geometric from the smallest to the largest. */
  private static int[] sizes(int half) {
    double growth = (double) Math.min(half, MOST_ROWS) / SMALLEST;
    return IntStream.range(0, SIZES)
        .map(i -> (int) Math.round(SMALLEST * Math.pow(growth, (double) i / (SIZES - 1))))
        .toArray();
  }

  private static Arm arm(TextFeatures features, List<Row> rows) {
    List<Example> examples = new ArrayList<>();
    for (Row row : rows) {
      examples.add(new Example(Yardstick.vector(features, row.text()), row.label()));
    }
    return new Arm(examples);
  }
}
