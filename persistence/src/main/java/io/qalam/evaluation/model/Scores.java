package io.qalam.evaluation.model;

import org.jspecify.annotations.Nullable;

/**
 * How well one adapter did on one part: shares from 0 to 1.
 *
 * @param rouge2 mean ROUGE-2 of summaries, whose other figures are 0; null of labels
 * @param bounds of what the gate compares, the bootstrap's 95 % interval; null of all but
 *     candidates, and of those measured before it was reckoned
 */
public record Scores(
    float accuracy,
    float macroF1,
    float microF1,
    float weightedF1,
    @Nullable Float rouge2,
    @Nullable Bounds bounds) {

  /** Both ends of an interval. */
  public record Bounds(float lower, float upper) {}

  /** What the gate compares: of summaries ROUGE-2, of labels macro-F1. */
  public float figure() {
    return rouge2 == null ? macroF1 : rouge2;
  }
}
