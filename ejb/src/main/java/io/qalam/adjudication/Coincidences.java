package io.qalam.adjudication;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How often two labels stood at the same post, over any number of annotators and with gaps.
 *
 * <p>Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", nominal data. A post with
 * {@code m ≥ 2} labels adds {@code 1 / (m − 1)} for each ordered pair of its labels; posts with one
 * label pair with nothing and are left out. {@code α = 1 − D_o / D_e = 1 − (n − 1) · (n − Σ o_cc) /
 * (n² − Σ n_c²)}.
 */
final class Coincidences {

  private final Map<String, Double> total = new HashMap<>();
  private final Map<String, Double> matching = new HashMap<>();
  private int posts;

  /** Adds the labels that one post was given. */
  void add(Collection<String> labels) {
    int size = labels.size();
    if (size < 2) {
      return;
    }
    posts++;
    Map<String, Integer> counts = new HashMap<>();
    labels.forEach(label -> counts.merge(label, 1, Integer::sum));
    counts.forEach(
        (label, count) -> {
          total.merge(label, (double) count, Double::sum);
          matching.merge(label, (double) count * (count - 1) / (size - 1), Double::sum);
        });
  }

  /** Posts with at least two labels. */
  int posts() {
    return posts;
  }

  Coefficient alpha() {
    if (posts == 0) {
      return Coefficient.NOTHING_SHARED;
    }
    if (total.size() == 1) {
      return Coefficient.ONE_LABEL_ONLY;
    }
    double n = sum(total);
    double squares = total.values().stream().mapToDouble(count -> count * count).sum();
    return Coefficient.measured(1 - (n - 1) * (n - sum(matching)) / (n * n - squares));
  }

  /** The share of all pairs that agree; empty when there are none. */
  OptionalDouble observed() {
    return posts == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum(matching) / sum(total));
  }

  /** How often a post that one annotator gave this label got it from another, too. */
  OptionalDouble observedOn(String label) {
    Double count = total.get(label);
    return count == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(matching.getOrDefault(label, 0.0) / count);
  }

  /** How many labels of this name stand at posts with at least two labels. */
  int given(String label) {
    return total.getOrDefault(label, 0.0).intValue();
  }

  private static double sum(Map<String, Double> counts) {
    return counts.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
