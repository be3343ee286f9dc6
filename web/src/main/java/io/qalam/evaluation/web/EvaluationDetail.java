package io.qalam.evaluation.web;

import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.model.Part;
import io.qalam.evaluation.model.Scores;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A row of an evaluation report.
 *
 * @param lang a language code, or {@code all}
 * @param difference the candidate's macro-F1, or ROUGE-2 of summaries, minus the live adapter's
 * @param lower lower bound of the difference's 95 % interval
 * @param upper upper bound
 * @param yardstick TF-IDF and logistic regression on the same rows, of summaries each post's first
 *     sentence; null where not measured
 */
public record EvaluationDetail(
    Part part,
    String task,
    String lang,
    int posts,
    ScoresDetail candidate,
    ScoresDetail live,
    float difference,
    float lower,
    float upper,
    @Nullable ScoresDetail yardstick)
    implements Serializable {

  /**
   * Shares from 0 to 1.
   *
   * @param rouge2 of summaries, whose other figures are 0; null of labels
   */
  public record ScoresDetail(
      float accuracy, float macroF1, float microF1, float weightedF1, @Nullable Float rouge2)
      implements Serializable {

    static ScoresDetail of(Scores scores) {
      return new ScoresDetail(
          scores.accuracy(),
          scores.macroF1(),
          scores.microF1(),
          scores.weightedF1(),
          scores.rouge2());
    }
  }

  /** What is shown of this row. */
  public static EvaluationDetail of(Evaluation row) {
    return new EvaluationDetail(
        row.getPart(),
        row.getTask(),
        row.getLang(),
        row.getPosts(),
        ScoresDetail.of(row.getCandidate()),
        ScoresDetail.of(row.getLive()),
        row.getDifference(),
        row.getLower(),
        row.getUpper(),
        row.getYardstick() == null ? null : ScoresDetail.of(row.getYardstick()));
  }
}
