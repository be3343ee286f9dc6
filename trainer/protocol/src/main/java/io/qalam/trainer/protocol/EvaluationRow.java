package io.qalam.trainer.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Candidate, live adapter and yardstick on the same held-out posts.
 *
 * @param part {@code DEVELOPMENT} (the gate's) or {@code TEST} (for reports alone)
 * @param lang language code, or {@code all}
 * @param difference candidate's macro-F1 minus the live adapter's
 * @param lower lower bound of the paired bootstrap's 95 % interval of the difference
 * @param upper upper bound
 * @param yardstick TF-IDF and logistic regression trained on the candidate's own rows; null where
 *     it was not measured, as by a worker of before
 */
public record EvaluationRow(
    String part,
    String task,
    String lang,
    int posts,
    Scores candidate,
    Scores live,
    float difference,
    float lower,
    float upper,
    @Nullable Scores yardstick) {

  /** Shares from 0 to 1. */
  public record Scores(float accuracy, float macroF1, float microF1, float weightedF1) {}
}
