package io.qalam.trainer.fit;

/**
 * One row of token ids and, for every position, how much the prediction of the token after it
 * counts.
 *
 * <p>weights[i] belongs to the prediction of ids[i + 1] from ids[0..i]; the last one is unused.
 */
@SuppressWarnings("ArrayRecordComponent")
public record TokenRow(int[] ids, float[] weights) {

  /** A row of which every next token counts alike. */
  public static TokenRow plain(int[] ids) {
    float[] weights = new float[ids.length];
    java.util.Arrays.fill(weights, 1);
    return new TokenRow(ids, weights);
  }

  /** A prompt with an answer, of which only the answer's tokens count, each post alike. */
  public static TokenRow answer(int[] prompt, int[] answer) {
    int[] ids = java.util.Arrays.copyOf(prompt, prompt.length + answer.length);
    System.arraycopy(answer, 0, ids, prompt.length, answer.length);
    float[] weights = new float[ids.length];
    for (int i = prompt.length - 1; i < ids.length - 1; i++) {
      weights[i] = 1;
    }
    return new TokenRow(ids, weights);
  }
}
