package io.qalam.trainer.bench;

import io.qalam.trainer.bench.SwapRun.Flip;
import io.qalam.trainer.bench.SwapRun.Outcome;
import io.qalam.trainer.bench.SwapRun.Served;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a run of swaps under load came to; times in milliseconds.
 *
 * @param lost requests without an answer
 * @param byTwo answers whose posts were scored by several adapters
 * @param byNone answers that differ in a bit from what the adapter that was live gives at rest
 * @param usualGap from one answer to the next while nothing is swapped, the median
 * @param pauses of every flip: the longest time from one answer to the next while it was made, less
 *     the usual
 * @param control the same of the stretch just before each flip, as long as it: what the machine
 *     does to both
 * @param latencies from question to answer, of all requests
 * @param latenciesAround of those that a flip met
 * @param loads how long loading and checking took
 */
record SwapFigures(
    long asked,
    int lost,
    int byTwo,
    int byNone,
    int flips,
    List<String> refusals,
    double usualGap,
    Spread pauses,
    Spread control,
    Spread latencies,
    Spread latenciesAround,
    Spread loads) {

  /** Median, 95th percentile and greatest. */
  record Spread(double median, double p95, double most) {
    static Spread of(List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      if (sorted.isEmpty()) {
        return new Spread(Double.NaN, Double.NaN, Double.NaN);
      }
      int ninetyFifth = (int) Math.ceil(.95 * sorted.size()) - 1;
      return new Spread(
          sorted.get(sorted.size() / 2), sorted.get(ninetyFifth), sorted.get(sorted.size() - 1));
    }
  }

  static SwapFigures of(Outcome outcome) {
    List<Served> served = outcome.served();
    List<Double> usual = new ArrayList<>();
    for (int i = 1; i < served.size(); i++) {
      if (!meets(served, i, outcome.flips())) {
        usual.add(gap(served, i));
      }
    }
    double gap = Spread.of(usual).median();
    return new SwapFigures(
        outcome.asked(),
        Math.toIntExact(outcome.asked() - served.size()),
        count(outcome, true),
        count(outcome, false),
        outcome.flips().size(),
        outcome.refusals(),
        gap,
        Spread.of(outcome.flips().stream().map(flip -> pause(flip, served) - gap).toList()),
        Spread.of(
            outcome.flips().stream()
                .map(flip -> longestBefore(flip, outcome) - gap)
                .filter(Double::isFinite)
                .toList()),
        Spread.of(served.stream().map(SwapFigures::latency).toList()),
        Spread.of(
            served.stream()
                .filter(one -> isAroundAFlip(one.asked(), one.ended(), outcome.flips()))
                .map(SwapFigures::latency)
                .toList()),
        Spread.of(outcome.flips().stream().map(flip -> millis(flip.loadNanos())).toList()));
  }

  /**
   * Whether any part of a stretch of time belongs to a flip, from its files' first touch to its
   * last turn.
   */
  private static boolean isAroundAFlip(long from, long to, List<Flip> flips) {
    return flips.stream().anyMatch(flip -> from <= flip.ended() && to >= flip.begun());
  }

  private static double pause(Flip flip, List<Served> served) {
    return IntStream.range(1, served.size())
        .filter(i -> meets(served, i, List.of(flip)))
        .mapToDouble(i -> gap(served, i))
        .max()
        .orElse(Double.NaN);
  }

  /** NaN where nothing was answered between two flips. */
  private static double longestBefore(Flip flip, Outcome outcome) {
    List<Served> served = outcome.served();
    Flip before = new Flip(flip.candidate(), 2 * flip.begun() - flip.ended(), flip.begun(), 0);
    return IntStream.range(1, served.size())
        .filter(i -> meets(served, i, List.of(before)) && !meets(served, i, outcome.flips()))
        .mapToDouble(i -> gap(served, i))
        .max()
        .orElse(Double.NaN);
  }

  private static boolean meets(List<Served> served, int i, List<Flip> flips) {
    return isAroundAFlip(served.get(i - 1).ended(), served.get(i).ended(), flips);
  }

  private static double gap(List<Served> served, int i) {
    return millis(served.get(i).ended() - served.get(i - 1).ended());
  }

  private static double latency(Served one) {
    return millis(one.ended() - one.asked());
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  /**
   * Answers that are not the live adapter's: those whose posts are each some adapter's but not all
   * of one, or the others.
   */
  private static int count(Outcome outcome, boolean byTwo) {
    int count = 0;
    for (Served one : outcome.served()) {
      List<float[]> expected = outcome.references().get(one.candidate()).get(one.chunk());
      if (!same(one.probabilities(), expected)) {
        count += isMixture(one, outcome) == byTwo ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isMixture(Served one, Outcome outcome) {
    List<List<float[]>> answers =
        outcome.references().stream()
            .filter(reference -> !reference.isEmpty())
            .map(reference -> reference.get(one.chunk()))
            .toList();
    return answers.stream().noneMatch(answer -> same(one.probabilities(), answer))
        && IntStream.range(0, one.probabilities().size())
            .allMatch(
                post ->
                    answers.stream()
                        .anyMatch(
                            answer ->
                                Arrays.equals(answer.get(post), one.probabilities().get(post))));
  }

  private static boolean same(List<float[]> found, List<float[]> expected) {
    return found.size() == expected.size()
        && IntStream.range(0, found.size())
            .allMatch(i -> Arrays.equals(found.get(i), expected.get(i)));
  }
}
