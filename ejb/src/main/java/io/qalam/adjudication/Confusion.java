package io.qalam.adjudication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The labels two annotators gave the same posts, counted.
 *
 * <p>Cohen 1960, "A Coefficient of Agreement for Nominal Scales": {@code κ = (p_o − p_e) / (1 −
 * p_e)}, where {@code p_e = Σ_c p_first(c) · p_second(c)} is the agreement that two people with
 * these habits would reach by chance. NaN where both used one and the same label alone.
 */
final class Confusion {

  private record Cell(int first, int second) {}

  private final Map<Cell, Integer> cells = new HashMap<>();
  private int posts;

  /** Adds a post by the numbers of its two labels. */
  void add(int byFirst, int bySecond) {
    cells.merge(new Cell(byFirst, bySecond), 1, Integer::sum);
    posts++;
  }

  int posts() {
    return posts;
  }

  /** The share of posts with the same label; of at least one post. */
  double observed() {
    int agreed = 0;
    for (Map.Entry<Cell, Integer> cell : cells.entrySet()) {
      agreed += cell.getKey().first == cell.getKey().second ? cell.getValue() : 0;
    }
    return (double) agreed / posts;
  }

  /** Kappa for labels numbered from 0 to {@code labels − 1}; of at least one post. */
  Coefficient kappa(int labels) {
    List<Cell> found = new ArrayList<>(cells.keySet());
    int[] counts = found.stream().mapToInt(cell -> cells.getOrDefault(cell, 0)).toArray();
    ToDoubleFunction<int[]> kappa = drawn -> kappa(found, drawn, labels);
    Optional<Interval> interval = new Bootstrap(counts).intervals(List.of(kappa)).get(0);
    return Coefficient.of(kappa.applyAsDouble(counts), interval, posts);
  }

  private double kappa(List<Cell> found, int[] drawn, int labels) {
    double[] first = new double[labels];
    double[] second = new double[labels];
    double agreed = 0;
    for (int i = 0; i < drawn.length; i++) {
      Cell cell = found.get(i);
      first[cell.first] += drawn[i];
      second[cell.second] += drawn[i];
      agreed += cell.first == cell.second ? drawn[i] : 0;
    }
    double expected = 0;
    for (int label = 0; label < labels; label++) {
      expected += first[label] / posts * (second[label] / posts);
    }
    return expected == 1 ? Double.NaN : (agreed / posts - expected) / (1 - expected);
  }
}
