package io.qalam.trainer.serve;

/**
 * The probability of every label for one post, in the order of the task's labels; they sum to one.
 */
@SuppressWarnings("ArrayRecordComponent")
public record LabelScore(float[] probabilities) {

  /** The index of the most probable label; the first of equals. */
  public int best() {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }

  /** How far the best label is ahead of the second: small means unsure, and reviewed first. */
  public float margin() {
    int best = best();
    float second = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (i != best) {
        second = Math.max(second, probabilities[i]);
      }
    }
    return probabilities[best] - second;
  }
}
