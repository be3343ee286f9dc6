package io.qalam.trainer.llama;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of tokens laid end to end, N in all, as the graph takes them: nothing is ever padded.
 *
 * <p>The last {@code tail} tokens of a row are those whose outputs are asked for; the last layer
 * computes no others.
 */
public final class Rows {
  private static final int SPAN = 4;
  private static final int ALONE = 0;
  private static final int OPENING = 1;
  private static final int AFTER_OPENING = 2;

  private long[] ids = new long[1024];
  private long[] places = new long[1024];
  private long[] tails = new long[64];
  private long[] spans = new long[48];
  private int tokens;
  private int tailTokens;
  private int spanned;
  private int border;
  private int opening;
  private int reach;

  /**
   * Adds a row. After {@link #open} it goes on from the opening, whose tokens it sees before its
   * own. Neighbours of equal length and tail are computed together, so rows had better come sorted
   * by length.
   *
   * @param row (T) the token ids
   * @param places (T) the position of each, which its rotary angle follows
   * @param tail how many tokens at the end are asked for
   */
  public void add(int[] row, int[] places, int tail) {
    ids = grown(ids, tokens + row.length);
    this.places = grown(this.places, tokens + row.length);
    tails = grown(tails, tailTokens + tail);
    for (int i = 0; i < row.length; i++) {
      ids[tokens + i] = row[i];
      this.places[tokens + i] = places[i];
      reach = Math.max(reach, places[i] + 1);
    }
    for (int i = row.length - tail; i < row.length; i++) {
      tails[tailTokens++] = tokens + i;
    }
    tokens += row.length;
    span(row.length, tail, opening > 0 ? AFTER_OPENING : ALONE);
  }

  /**
   * Begins a group of rows that have the same tokens in front of them: these are computed once.
   *
   * @param row (P) the tokens, at positions 0 to P − 1
   */
  public void open(int[] row) {
    opening = 0;
    add(row, 0);
    spans[spanned - 1] = OPENING;
    opening = row.length;
  }

  /** Ends a group: the next row begins a span of its own. Returns how many spans there are. */
  public int endGroup() {
    border = spanned;
    opening = 0;
    return spanned / SPAN;
  }

  /** Adds a row whose positions count on from the opening, or from zero. */
  public void add(int[] row, int tail) {
    int[] counted = new int[row.length];
    Arrays.setAll(counted, i -> opening + i);
    add(row, counted, tail);
  }

  private void span(int length, int tail, int kind) {
    if (spanned > border && isAlike(length, tail, kind)) {
      spans[spanned - SPAN]++;
      return;
    }
    spans = grown(spans, spanned + SPAN);
    for (long value : List.of(1L, (long) length, (long) tail, (long) kind)) {
      spans[spanned++] = value;
    }
  }

  private boolean isAlike(int length, int tail, int kind) {
    return spans[spanned - 3] == length && spans[spanned - 2] == tail && spans[spanned - 1] == kind;
  }

  private static long[] grown(long[] values, int needed) {
    return needed <= values.length
        ? values
        : Arrays.copyOf(values, Math.max(needed, 2 * values.length));
  }

  /** (N) token ids. */
  public long[] ids() {
    return Arrays.copyOf(ids, tokens);
  }

  /** (N) positions. */
  public long[] places() {
    return Arrays.copyOf(places, tokens);
  }

  /** Where the tokens lie, of N, whose outputs are asked for, row by row. */
  public long[] tails() {
    return Arrays.copyOf(tails, tailTokens);
  }

  /**
   * Four numbers for neighbours that are alike: how many, their length, their tail, and 0 for rows
   * that stand alone, 1 for an opening, 2 for rows that see the opening before them.
   */
  public long[] spans() {
    return Arrays.copyOf(spans, spanned);
  }

  /** N. */
  public int tokens() {
    return tokens;
  }

  /** Tokens whose outputs are asked for. */
  public int tailTokens() {
    return tailTokens;
  }

  /** One more than the highest position. */
  public int reach() {
    return reach;
  }
}
