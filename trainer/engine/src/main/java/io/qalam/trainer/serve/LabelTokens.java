package io.qalam.trainer.serve;

import java.util.List;

/**
 * The labels' tokens side by side, S in all, as the scoring graph takes them.
 *
 * @param ids (S) every token of every label but its last
 * @param offsets (S) the token's place in its label
 * @param mask (S, S) one where the row's token may see the column's: same label, not later
 * @param first (L) every label's first token
 * @param following (S) the token that comes after each
 * @param owner (S, L) one where the token belongs to the label
 */
@SuppressWarnings("ArrayRecordComponent")
record LabelTokens(
    long[] ids,
    long[] offsets,
    float[] mask,
    long[] first,
    long[] following,
    float[] owner,
    int longest) {

  static LabelTokens of(List<int[]> answers) {
    int size = answers.stream().mapToInt(answer -> answer.length - 1).sum();
    int longest = answers.stream().mapToInt(answer -> answer.length).max().orElseThrow();
    LabelTokens tokens =
        new LabelTokens(
            new long[size],
            new long[size],
            new float[size * size],
            new long[answers.size()],
            new long[size],
            new float[size * answers.size()],
            longest);
    int start = 0;
    for (int label = 0; label < answers.size(); label++) {
      tokens.place(answers.get(label), label, start, size);
      start += answers.get(label).length - 1;
    }
    return tokens;
  }

  private void place(int[] answer, int label, int start, int size) {
    first[label] = answer[0];
    for (int i = 0; i + 1 < answer.length; i++) {
      ids[start + i] = answer[i];
      offsets[start + i] = i;
      following[start + i] = answer[i + 1];
      owner[(start + i) * first.length + label] = 1;
      for (int j = 0; j <= i; j++) {
        mask[(start + i) * size + start + j] = 1;
      }
    }
  }

  int size() {
    return ids.length;
  }

  int count() {
    return first.length;
  }
}
