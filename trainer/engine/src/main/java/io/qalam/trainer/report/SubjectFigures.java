package io.qalam.trainer.report;

import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.eval.Calibration.Bin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good one subject's answers are, had in one way.
 *
 * @param figures by name: {@code macro-f1}, {@code weighted-f1}, {@code micro-f1}, {@code
 *     accuracy}, {@code positive-f1}, {@code rouge-2}
 * @param kinds how many written answers were of each kind; none for scored ones
 * @param confusion rows by gold label (down) and answer (across), with a last column for what is no
 *     label; where a row may have several labels: right, missed and wrongly given, of each label;
 *     none for a summary
 * @param reliability of the probabilities, once for a subject: beside its scored answers, or the
 *     yardstick's
 * @param unread what was written where it was no label, the most frequent first
 */
public record SubjectFigures(
    Subject subject,
    Way way,
    Map<String, Figure> figures,
    Map<AnswerKind, Integer> kinds,
    List<List<Integer>> confusion,
    @Nullable Reliability reliability,
    List<Unread> unread) {

  /**
   * How far the probabilities can be believed.
   *
   * @param temperature fitted on development rows
   * @param errorAsTheyCome expected calibration error on the measured rows, from 0 to 1
   * @param errorScaled the same at the temperature
   */
  public record Reliability(
      double temperature,
      double errorAsTheyCome,
      double errorScaled,
      List<Bin> binsAsTheyCome,
      List<Bin> binsScaled) {}

  /** An answer that is no label. */
  public record Unread(String written, AnswerKind kind, int times) {}

  /** The figure of that name. */
  public Figure figure(String name) {
    Figure figure = figures.get(name);
    if (figure == null) {
      throw new IllegalArgumentException("No figure " + name + " of " + subject);
    }
    return figure;
  }
}
