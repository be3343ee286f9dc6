package io.qalam.trainer.serve;

import java.util.List;

/**
 * Prompts side by side, padded behind.
 *
 * @param ids (B, T) row by row; zero where a prompt has ended
 * @param lengths (B) tokens of each prompt
 * @param longest T
 */
@SuppressWarnings("ArrayRecordComponent")
record PromptBatch(long[] ids, long[] lengths, int longest) {

  static PromptBatch of(List<int[]> prompts) {
    int longest = prompts.stream().mapToInt(prompt -> prompt.length).max().orElseThrow();
    long[] ids = new long[prompts.size() * longest];
    long[] lengths = new long[prompts.size()];
    for (int row = 0; row < lengths.length; row++) {
      int[] prompt = prompts.get(row);
      lengths[row] = prompt.length;
      for (int i = 0; i < prompt.length; i++) {
        ids[row * longest + i] = prompt[i];
      }
    }
    return new PromptBatch(ids, lengths, longest);
  }

  int rows() {
    return lengths.length;
  }
}
