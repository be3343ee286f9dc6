package io.qalam.trainer.fit;

import java.nio.IntBuffer;

/**
 * One row of token ids and, for every position, how much the prediction of the token after it
 * counts.
 *
 * <p>weights[i] belongs to the prediction of ids[i + 1] from ids[0..i]; the last one is unused.
 *
 * @param opening how many tokens at its beginning it may have in common with others
 */
@SuppressWarnings("ArrayRecordComponent")
public record TokenRow(int[] ids, float[] weights, int opening) {

  /** A row of which every next token counts alike. */
  public static TokenRow plain(int[] ids) {
    float[] weights = new float[ids.length];
    java.util.Arrays.fill(weights, 1);
    return new TokenRow(ids, weights, 0);
  }

  /** A prompt with an answer, of which only the answer's tokens count, each post alike. */
  public static TokenRow answer(int[] prompt, int[] answer) {
    return answer(prompt, answer, 0);
  }

  /** The same, where the prompt begins with so many tokens that others share. */
  static TokenRow answer(int[] prompt, int[] answer, int opening) {
    int[] ids = java.util.Arrays.copyOf(prompt, prompt.length + answer.length);
    System.arraycopy(answer, 0, ids, prompt.length, answer.length);
    float[] weights = new float[ids.length];
    for (int i = prompt.length - 1; i < ids.length - 1; i++) {
      weights[i] = 1;
    }
    return new TokenRow(ids, weights, opening);
  }

  /**
   * The first position whose next token counts.
   *
   * @throws IllegalArgumentException if none does
   */
  int firstCounted() {
    for (int i = 0; i < ids.length - 1; i++) {
      if (weights[i] > 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("A row of " + ids.length + " tokens has none that counts");
  }

  /** The tokens it may share; equal for rows that do. */
  IntBuffer shared() {
    return IntBuffer.wrap(ids, 0, opening);
  }
}
