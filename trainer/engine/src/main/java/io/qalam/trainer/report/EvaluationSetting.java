package io.qalam.trainer.report;

import io.qalam.trainer.dataset.Split;

/**
 * What is measured of a dataset.
 *
 * @param mostRows of its split, drawn by {@link io.qalam.trainer.recipe.RowSample}
 * @param labelTokens most new tokens of an answer that is a label; the LlamaLens paper's 20
 * @param summaryTokens most new tokens of a summary, which ends at its first full stop
 */
public record EvaluationSetting(Split split, int mostRows, int labelTokens, int summaryTokens) {

  /** The setting of the paper, on at most so many rows of the test split. */
  public static EvaluationSetting standard(int mostRows) {
    return new EvaluationSetting(Split.TEST, mostRows, 20, 128);
  }

  public EvaluationSetting {
    if (mostRows < 1 || labelTokens < 1 || summaryTokens < 1) {
      throw new IllegalArgumentException(
          "EvaluationSetting: rows %d, label tokens %d, summary tokens %d: expected at least 1 each"
              .formatted(mostRows, labelTokens, summaryTokens));
    }
    if (split == Split.TRAIN) {
      throw new IllegalArgumentException(
          "EvaluationSetting: split found train, expected test or development: the yardstick learns"
              + " from the training rows");
    }
  }
}
