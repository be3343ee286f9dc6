package io.qalam.trainer.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Candidate, live adapter and yardstick on the same held-out posts.
 *
 * @param part {@code DEVELOPMENT} (the gate's) or {@code TEST} (for reports alone)
 * @param lang language code, or {@code all}
 * @param difference candidate's macro-F1 minus the live adapter's; ROUGE-2 where posts get
 *     summaries
 * @param lower lower bound of the paired bootstrap's 95 % interval of the difference
 * @param upper upper bound
 * @param yardstick TF-IDF and logistic regression trained on the candidate's own rows, or of
 *     summaries each post's first sentence; null where it was not measured, as by a worker of
 *     before
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

  /**
   * Shares from 0 to 1.
   *
   * @param rouge2 mean ROUGE-2 of summaries, whose other figures are 0; null of labels
   * @param bounds of macro-F1, or of ROUGE-2; null where it was not reckoned, as of all but the
   *     candidate
   */
  public record Scores(
      float accuracy,
      float macroF1,
      float microF1,
      float weightedF1,
      @Nullable Float rouge2,
      @Nullable Bounds bounds) {

    /** The bootstrap's 95 % interval. */
    public record Bounds(float lower, float upper) {}

    /** Of labels. */
    public Scores(float accuracy, float macroF1, float microF1, float weightedF1) {
      this(accuracy, macroF1, microF1, weightedF1, null, null);
    }

    /** The same figures with an interval. */
    public Scores within(double lower, double upper) {
      Bounds found = new Bounds((float) lower, (float) upper);
      return new Scores(accuracy, macroF1, microF1, weightedF1, rouge2, found);
    }

    /** Of summaries. */
    public static Scores ofSummaries(float rouge2) {
      return new Scores(0, 0, 0, 0, rouge2, null);
    }
  }
}
