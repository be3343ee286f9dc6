package io.qalam.adjudication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Posts that at least two people labelled, as how many show each combination of labels.
 *
 * <p>Who said what does not matter to alpha and to Fleiss' kappa, so that a million posts are a few
 * dozen combinations. The figures:
 *
 * <ul>
 *   <li>Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", nominal: a post with
 *       {@code m ≥ 2} labels adds {@code 1 / (m − 1)} for each ordered pair of its labels, {@code α
 *       = 1 − (n − 1) · (n − Σ o_cc) / (n² − Σ n_c²)}. Any number of people, with gaps.
 *   <li>The same for one label against the rest.
 *   <li>The same where two labels are more or less apart: {@code α = 1 − (n − 1) · Σ o_ck δ_ck / Σ
 *       n_c n_k δ_ck}.
 *   <li>Fleiss 1971, "Measuring Nominal Scale Agreement Among Many Raters": {@code κ = (P − P_e) /
 *       (1 − P_e)}. It wants equally many labels at every post, so that it takes the posts with the
 *       number of labels that is most frequent, the greater one of two.
 * </ul>
 *
 * <p>NaN where a formula is 0/0: one label alone.
 */
final class SharedPosts {

  private final Map<List<Integer>, Integer> combinations = new HashMap<>();
  private int posts;

  /** Adds a post; {@code labels} are numbers of labels, sorted. */
  void add(List<Integer> labels) {
    combinations.merge(labels, 1, Integer::sum);
    posts++;
  }

  int posts() {
    return posts;
  }

  /** The figures for labels numbered from 0 to {@code labels − 1}; of at least one post. */
  Figures figures(int labels) {
    List<int[]> patterns = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    combinations.forEach(
        (combination, count) -> {
          int[] pattern = new int[labels];
          combination.forEach(label -> pattern[label]++);
          patterns.add(pattern);
          counts.add(count);
        });
    int[] found = counts.stream().mapToInt(Integer::intValue).toArray();
    return new Figures(patterns.toArray(int[][]::new), found, labels);
  }

  /** What these posts amount to, with intervals over one and the same resamples. */
  static final class Figures {

    private final int[][] patterns;
    private final int[] sizes;
    private final int[] counts;
    private final int labels;

    Figures(int[][] patterns, int[] counts, int labels) {
      this.patterns = patterns;
      this.counts = counts;
      this.labels = labels;
      this.sizes = new int[patterns.length];
      for (int i = 0; i < patterns.length; i++) {
        for (int count : patterns[i]) {
          sizes[i] += count;
        }
      }
    }

    /** Alpha alone. */
    Coefficient alphaOnly() {
      return coefficients(List.of(this::alpha)).get(0);
    }

    /**
     * Alpha over all labels first, then that of each group of labels against the rest.
     *
     * @param groups numbers of labels: of one, or of the label sets that have a label
     */
    List<Coefficient> alphas(List<int[]> groups) {
      List<ToDoubleFunction<int[]>> figures = new ArrayList<>();
      figures.add(this::alpha);
      groups.forEach(group -> figures.add(drawn -> alpha(drawn, group)));
      return coefficients(figures);
    }

    /**
     * Alpha where labels are more or less apart.
     *
     * @param distances by the numbers of two labels; 0 for the same
     */
    Coefficient alpha(double[][] distances) {
      double[] apart = new double[patterns.length];
      for (int i = 0; i < patterns.length; i++) {
        apart[i] = apart(patterns[i], distances) / (sizes[i] - 1);
      }
      return coefficients(List.of(drawn -> alpha(drawn, apart, distances))).get(0);
    }

    private double alpha(int[] drawn, double[] apart, double[][] distances) {
      int[] totals = new int[labels];
      double observed = 0;
      int n = 0;
      for (int i = 0; i < drawn.length; i++) {
        observed += drawn[i] * apart[i];
        n += drawn[i] * sizes[i];
        for (int label = 0; label < labels; label++) {
          totals[label] += drawn[i] * patterns[i][label];
        }
      }
      return 1 - (n - 1) * observed / apart(totals, distances);
    }

    /** The sum of the distances of all ordered pairs of so many labels of each number. */
    private static double apart(int[] counts, double[][] distances) {
      double sum = 0;
      for (int one = 0; one < counts.length; one++) {
        for (int other = 0; counts[one] > 0 && other < counts.length; other++) {
          sum += (double) counts[one] * counts[other] * distances[one][other];
        }
      }
      return sum;
    }

    private List<Coefficient> coefficients(List<ToDoubleFunction<int[]>> figures) {
      List<Optional<Interval>> intervals = new Bootstrap(counts).intervals(figures);
      int posts = total(counts);
      List<Coefficient> all = new ArrayList<>();
      for (int i = 0; i < figures.size(); i++) {
        all.add(Coefficient.of(figures.get(i).applyAsDouble(counts), intervals.get(i), posts));
      }
      return all;
    }

    /** Fleiss' kappa over the posts with {@link #ratings} labels. */
    Coefficient fleiss() {
      int ratings = ratings();
      int[] equal = counts.clone();
      for (int i = 0; i < equal.length; i++) {
        equal[i] = sizes[i] == ratings ? equal[i] : 0;
      }
      ToDoubleFunction<int[]> kappa = drawn -> fleiss(drawn, ratings);
      Optional<Interval> interval = new Bootstrap(equal).intervals(List.of(kappa)).get(0);
      return Coefficient.of(kappa.applyAsDouble(equal), interval, total(equal));
    }

    /** The most frequent number of labels at a post, the greater one of two. */
    int ratings() {
      Map<Integer, Integer> posts = new HashMap<>();
      for (int i = 0; i < sizes.length; i++) {
        posts.merge(sizes[i], counts[i], Integer::sum);
      }
      return posts.entrySet().stream()
          .max(
              Map.Entry.<Integer, Integer>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey()))
          .orElseThrow()
          .getKey();
    }

    /** The share of all pairs of labels at one post that are the same. */
    double observed() {
      double values = 0;
      double matching = 0;
      for (int i = 0; i < patterns.length; i++) {
        values += (double) counts[i] * sizes[i];
        matching += counts[i] * matching(i);
      }
      return matching / values;
    }

    /** How often a post that one person gave a label of the group got one from another, too. */
    OptionalDouble observedOn(int[] group) {
      double given = 0;
      double matching = 0;
      for (int i = 0; i < patterns.length; i++) {
        int here = inPattern(i, group);
        given += (double) counts[i] * here;
        matching += (double) counts[i] * here * (here - 1) / (sizes[i] - 1);
      }
      return given == 0 ? OptionalDouble.empty() : OptionalDouble.of(matching / given);
    }

    /** How many labels of the group there are. */
    int given(int[] group) {
      int given = 0;
      for (int i = 0; i < patterns.length; i++) {
        given += counts[i] * inPattern(i, group);
      }
      return given;
    }

    private int inPattern(int pattern, int[] group) {
      int here = 0;
      for (int label : group) {
        here += patterns[pattern][label];
      }
      return here;
    }

    private double alpha(int[] drawn) {
      double[] totals = new double[labels];
      double matching = 0;
      for (int i = 0; i < drawn.length; i++) {
        if (drawn[i] > 0) {
          matching += drawn[i] * matching(i);
          add(totals, patterns[i], drawn[i]);
        }
      }
      return alpha(totals, matching);
    }

    private double alpha(int[] drawn, int[] group) {
      double[] totals = new double[2];
      double matching = 0;
      for (int i = 0; i < drawn.length; i++) {
        double here = inPattern(i, group);
        double rest = sizes[i] - here;
        matching += drawn[i] * (here * (here - 1) + rest * (rest - 1)) / (sizes[i] - 1);
        totals[0] += drawn[i] * here;
        totals[1] += drawn[i] * rest;
      }
      return alpha(totals, matching);
    }

    private static double alpha(double[] totals, double matching) {
      double n = 0;
      double squares = 0;
      for (double total : totals) {
        n += total;
        squares += total * total;
      }
      return 1 - (n - 1) * (n - matching) / (n * n - squares);
    }

    private double fleiss(int[] drawn, int ratings) {
      double[] totals = new double[labels];
      double matching = 0;
      for (int i = 0; i < drawn.length; i++) {
        matching += drawn[i] * matching(i);
        add(totals, patterns[i], drawn[i]);
      }
      double values = (double) total(drawn) * ratings;
      double expected = 0;
      for (double total : totals) {
        expected += total * total / (values * values);
      }
      return expected == 1 ? Double.NaN : (matching / values - expected) / (1 - expected);
    }

    /** The matching pairs of a pattern, each post's labels counting as many as they are. */
    private double matching(int pattern) {
      double matching = 0;
      for (int count : patterns[pattern]) {
        matching += (double) count * (count - 1) / (sizes[pattern] - 1);
      }
      return matching;
    }

    private static void add(double[] totals, int[] pattern, int times) {
      for (int label = 0; label < totals.length; label++) {
        totals[label] += (double) times * pattern[label];
      }
    }

    private static int total(int[] counts) {
      int total = 0;
      for (int count : counts) {
        total += count;
      }
      return total;
    }
  }
}
