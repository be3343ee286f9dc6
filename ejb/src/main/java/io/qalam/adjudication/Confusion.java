package io.qalam.adjudication;

import java.util.HashMap;
import java.util.Map;

/**
 * The labels two annotators gave the same posts, counted.
 *
 * <p>Cohen 1960, "A Coefficient of Agreement for Nominal Scales": {@code κ = (p_o − p_e) / (1 −
 * p_e)}, where {@code p_e = Σ_c p_first(c) · p_second(c)} is the agreement that two people with
 * these habits would reach by chance.
 */
final class Confusion {

  private final Map<String, Integer> first = new HashMap<>();
  private final Map<String, Integer> second = new HashMap<>();
  private int agreed;
  private int posts;

  void add(String byFirst, String bySecond) {
    first.merge(byFirst, 1, Integer::sum);
    second.merge(bySecond, 1, Integer::sum);
    posts++;
    if (byFirst.equals(bySecond)) {
      agreed++;
    }
  }

  int posts() {
    return posts;
  }

  /** The share of posts with the same label; 0 when there are none. */
  double observed() {
    return posts == 0 ? 0 : (double) agreed / posts;
  }

  Coefficient kappa() {
    if (posts == 0) {
      return Coefficient.NOTHING_SHARED;
    }
    if (first.size() == 1 && first.keySet().equals(second.keySet())) {
      return Coefficient.ONE_LABEL_ONLY;
    }
    double expected = expected();
    return Coefficient.measured((observed() - expected) / (1 - expected));
  }

  private double expected() {
    double products = 0;
    for (Map.Entry<String, Integer> label : first.entrySet()) {
      products += (double) label.getValue() * second.getOrDefault(label.getKey(), 0);
    }
    return products / ((double) posts * posts);
  }
}
