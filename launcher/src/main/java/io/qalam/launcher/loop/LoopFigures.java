package io.qalam.launcher.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * What one turn of the loop showed: macro-F1 on the held-out posts, and the seconds of its steps.
 *
 * @param state the run's state at its end
 */
public record LoopFigures(
    String name,
    long seed,
    String state,
    int annotations,
    MacroF1 f1,
    double predictSeconds,
    double annotateSeconds,
    double trainSeconds,
    double swapSeconds) {

  /**
   * Macro-F1 without and with the new adapter, and of the yardstick.
   *
   * @param heldOut development and test posts measured
   * @param yardstick TF-IDF and logistic regression on the adapter's own rows; NaN where not
   *     measured
   */
  public record MacroF1(int heldOut, double before, double after, double yardstick) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "macro-F1 on %d held-out posts %.3f -> %.3f, yardstick %.3f",
          heldOut,
          before,
          after,
          yardstick);
    }
  }

  /** Weights the parts of the run's evaluation (language {@code all}) by their posts. */
  public static MacroF1 macroF1(JsonNode evaluation) {
    double before = 0;
    double after = 0;
    double yardstick = 0;
    int posts = 0;
    for (JsonNode row : evaluation) {
      if (row.get("lang").asText().equals("all")) {
        int n = row.get("posts").asInt();
        before += n * row.at("/live/macroF1").asDouble();
        after += n * row.at("/candidate/macroF1").asDouble();
        yardstick += n * row.at("/yardstick/macroF1").asDouble(Double.NaN);
        posts += n;
      }
    }
    if (posts == 0) {
      throw new IllegalArgumentException("no evaluation row for language all: " + evaluation);
    }
    return new MacroF1(posts, before / posts, after / posts, yardstick / posts);
  }

  private double difference() {
    return f1.after() - f1.before();
  }

  public String line() {
    return String.format(
        Locale.ROOT,
        "%-22s seed %d  %-17s %4d labels  %s  "
            + "(predict %.0f s, annotate %.0f s, train %.0f s, swap %.0f s)",
        name,
        seed,
        state,
        annotations,
        f1,
        predictSeconds,
        annotateSeconds,
        trainSeconds,
        swapSeconds);
  }

  /** Mean and 95 % t-interval of the paired difference over the seeds of one data set. */
  public static String pairedInterval(List<LoopFigures> seeds) {
    double[] t = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262};
    int n = seeds.size();
    double mean = seeds.stream().mapToDouble(LoopFigures::difference).average().orElseThrow();
    if (n < 2 || n > t.length + 1) {
      return String.format(Locale.ROOT, "mean difference %+.3f (%d seeds: no interval)", mean, n);
    }
    double squares = seeds.stream().mapToDouble(f -> Math.pow(f.difference() - mean, 2)).sum();
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
