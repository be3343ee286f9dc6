package io.qalam.trainer.report;

import io.qalam.trainer.answer.AnswerKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One model on one dataset.
 *
 * @param rows measured
 * @param written the model's written answers; one that is no label is wrong
 * @param kinds how many answers were of each kind
 * @param scored the most probable label; absent where a row may have several
 * @param calibration of the label probabilities; absent likewise
 * @param yardstick TF-IDF and logistic regression on the same rows; absent likewise
 */
public record DatasetReport(
    String dataset,
    String language,
    String task,
    String metric,
    int rows,
    Figures written,
    Map<AnswerKind, Integer> kinds,
    @Nullable Figures scored,
    @Nullable Reliability calibration,
    @Nullable Figures yardstick) {

  public DatasetReport {
    kinds = Map.copyOf(kinds);
  }

  /**
   * How far the label probabilities can be believed.
   *
   * @param temperature fitted on the development rows
   * @param errorAsTheyCome expected calibration error on the measured rows, from 0 to 1
   * @param errorScaled the same at the temperature
   */
  public record Reliability(double temperature, double errorAsTheyCome, double errorScaled) {}
}
