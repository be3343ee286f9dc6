package io.qalam.launcher.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * What one turn of the loop showed: macro-F1 on the held-out posts without and with the new
 * adapter, and the seconds of its steps.
 *
 * @param state the run's state at its end
 * @param heldOut development and test posts measured
 */
public record LoopFigures(
    String name,
    long seed,
    String state,
    int annotations,
    int heldOut,
    double before,
    double after,
    double predictSeconds,
    double annotateSeconds,
    double trainSeconds,
    double swapSeconds) {

  /** Weights the parts of the run's evaluation (language {@code all}) by their posts. */
  public static double[] macroF1(JsonNode evaluation) {
    double before = 0;
    double after = 0;
    int posts = 0;
    for (JsonNode row : evaluation) {
      if (row.get("lang").asText().equals("all")) {
        int n = row.get("posts").asInt();
        before += n * row.at("/live/macroF1").asDouble();
        after += n * row.at("/candidate/macroF1").asDouble();
        posts += n;
      }
    }
    if (posts == 0) {
      throw new IllegalArgumentException("no evaluation row for language all: " + evaluation);
    }
    return new double[] {before / posts, after / posts, posts};
  }

  public String line() {
    return String.format(
        Locale.ROOT,
        "%-22s seed %d  %-17s %4d labels  %4d held out  macro-F1 %.3f -> %.3f  "
            + "(predict %.0f s, annotate %.0f s, train %.0f s, swap %.0f s)",
        name,
        seed,
        state,
        annotations,
        heldOut,
        before,
        after,
        predictSeconds,
        annotateSeconds,
        trainSeconds,
        swapSeconds);
  }

  /** Mean and 95 % t-interval of the paired difference over the seeds of one data set. */
  public static String pairedInterval(List<LoopFigures> seeds) {
    double[] t = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262};
    int n = seeds.size();
    double mean = seeds.stream().mapToDouble(f -> f.after - f.before).average().orElseThrow();
    if (n < 2 || n > t.length + 1) {
      return String.format(Locale.ROOT, "mean difference %+.3f (%d seeds: no interval)", mean, n);
    }
    double squares = seeds.stream().mapToDouble(f -> Math.pow(f.after - f.before - mean, 2)).sum();
    double half = t[n - 2] * Math.sqrt(squares / (n - 1) / n);
    return String.format(
        Locale.ROOT,
        "mean difference %+.3f, 95 %% interval [%+.3f, %+.3f], %d seeds",
        mean,
        mean - half,
        mean + half,
        n);
  }
}
