package io.qalam.adapter.web;

import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.model.Part;
import io.qalam.evaluation.model.Scores;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the evaluation report as the page draws it: the figures in words, and where the
 * difference and its interval lie on an axis from 0 to 100 that all rows share.
 *
 * @param zero where no difference lies
 * @param gate where the gate's lowest allowed bound lies; negative where the gate does not look
 */
public record ReportRow(
    Part part,
    String language,
    boolean whole,
    int posts,
    String live,
    String candidate,
    String yardstick,
    String difference,
    String lower,
    String upper,
    Bar bar)
    implements Serializable {

  /** Places on the axis, in hundredths of its length. */
  public record Bar(double lower, double value, double upper, double zero, double gate)
      implements Serializable {

    /** How long the interval is. */
    public double getLength() {
      return upper - lower;
    }
  }

  /** Draws a report on one axis, symmetric around zero and at least wide enough for the gate. */
  static List<ReportRow> of(List<Evaluation> report, float gateDelta, TrainingWords words) {
    double reach = Math.max(0.1, gateDelta);
    for (Evaluation row : report) {
      reach = Math.max(reach, Math.max(Math.abs(row.getLower()), Math.abs(row.getUpper())));
    }
    double half = reach * 1.05;
    return report.stream().map(row -> of(row, gateDelta, half, words)).toList();
  }

  private static ReportRow of(Evaluation row, float gateDelta, double half, TrainingWords words) {
    boolean gated = row.getPart() == Part.DEVELOPMENT;
    return new ReportRow(
        row.getPart(),
        words.language(row.getLang()),
        row.coversAllLanguages(),
        row.getPosts(),
        words.share(row.getLive().figure()),
        words.share(row.getCandidate().figure()),
        yardstick(row.getYardstick(), words),
        words.signed(row.getDifference()),
        words.signed(row.getLower()),
        words.signed(row.getUpper()),
        new Bar(
            place(row.getLower(), half),
            place(row.getDifference(), half),
            place(row.getUpper(), half),
            place(0, half),
            gated ? place(-gateDelta, half) : -1));
  }

  private static String yardstick(@Nullable Scores scores, TrainingWords words) {
    return scores == null ? words.notMeasured() : words.share(scores.figure());
  }

  private static double place(double value, double half) {
    return Math.round((value + half) / (2 * half) * 1000) / 10.0;
  }
}
