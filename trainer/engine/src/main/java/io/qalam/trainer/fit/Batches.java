package io.qalam.trainer.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Cuts rows into batches of similar length, in an order that depends on the seed alone. */
public final class Batches {
  /**
   * Rows are sorted by length inside windows of this many batches, so that batches stay random and
   * padding small.
   */
  private static final int WINDOW = 48;

  private Batches() {}

  /** Batches of at most {@code maxTokens} with padding counted. */
  public static List<List<TokenRow>> ofTokens(List<TokenRow> rows, int maxTokens, long seed) {
    Random random = new Random(seed);
    List<TokenRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    List<List<TokenRow>> batches = new ArrayList<>();
    int start = 0;
    while (start < shuffled.size()) {
      int end = windowEnd(shuffled, start, (long) maxTokens * WINDOW);
      List<TokenRow> window = new ArrayList<>(shuffled.subList(start, end));
      window.sort(Comparator.comparingInt(row -> row.ids().length));
      List<List<TokenRow>> cut = cut(window, maxTokens);
      Collections.shuffle(cut, random);
      batches.addAll(cut);
      start = end;
    }
    return batches;
  }

  private static int windowEnd(List<TokenRow> rows, int start, long tokens) {
    long seen = 0;
    int end = start;
    while (end < rows.size() && (seen < tokens || end == start)) {
      seen += rows.get(end++).ids().length;
    }
    return end;
  }

  private static List<List<TokenRow>> cut(List<TokenRow> sorted, int maxTokens) {
    List<List<TokenRow>> batches = new ArrayList<>();
    List<TokenRow> batch = new ArrayList<>();
    for (TokenRow row : sorted) {
      if (!batch.isEmpty() && row.ids().length * (batch.size() + 1) > maxTokens) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(row);
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
