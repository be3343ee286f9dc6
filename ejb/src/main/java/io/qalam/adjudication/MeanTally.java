package io.qalam.adjudication;

import io.qalam.adjudication.SummaryFigures.Mean;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The mean of one value a post, and its bootstrap interval. */
final class MeanTally {

  private final Map<Double, Integer> counts = new TreeMap<>();

  void add(double value, int posts) {
    counts.merge(value, posts, Integer::sum);
  }

  Mean mean() {
    double[] values = counts.keySet().stream().mapToDouble(value -> value).toArray();
    int[] posts = counts.values().stream().mapToInt(count -> count).toArray();
    int all = counts.values().stream().mapToInt(count -> count).sum();
    if (all == 0) {
      return new Mean(null, null, 0);
    }
    ToDoubleFunction<int[]> mean = drawn -> mean(values, drawn);
    Interval interval = new Bootstrap(posts).intervals(List.of(mean)).get(0).orElse(null);
    return new Mean(mean(values, posts), interval, all);
  }

  private static double mean(double[] values, int[] posts) {
    double sum = 0;
    long all = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * posts[i];
      all += posts[i];
    }
    return sum / all;
  }
}
