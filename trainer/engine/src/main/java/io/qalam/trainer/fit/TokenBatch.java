package io.qalam.trainer.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.qalam.trainer.llama.Rows;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows laid end to end as tensors, N tokens in all: no row is padded, what several begin with is
 * there once, and a row's last token, which predicts nothing, is left out.
 *
 * @param ids (N)
 * @param places (N) positions in the rows
 * @param spans as {@link Rows#spans()}
 * @param positions (M) of the tokens whose next token counts
 * @param targets (M) those next tokens
 * @param weights (M) how much each counts
 * @param tokens of all rows, what they share counted for each
 * @param reach one more than the highest position
 */
@SuppressWarnings("ArrayRecordComponent")
record TokenBatch(
    NDArray ids,
    NDArray places,
    long[] spans,
    NDArray positions,
    NDArray targets,
    NDArray weights,
    int tokens,
    int reach) {

  /** One pass over all rows: the loss is a mean over the tokens that count. */
  static TokenBatch of(NDManager manager, List<TokenRow> rows) {
    return of(manager, rows, total(rows));
  }

  /**
   * One pass of several.
   *
   * @param total the weights of all passes, whose losses so add up to the mean over all
   */
  static TokenBatch of(NDManager manager, List<TokenRow> rows, double total) {
    List<TokenRow> sorted = new ArrayList<>();
    Rows laid = new Rows();
    for (List<TokenRow> group : groups(rows)) {
      group.sort(
          Comparator.comparingInt((TokenRow row) -> row.ids().length)
              .thenComparingInt(TokenRow::firstCounted));
      sorted.addAll(group);
      lay(laid, group);
    }
    long[] targets = new long[laid.tailTokens()];
    float[] weights = new float[targets.length];
    int next = 0;
    for (TokenRow row : sorted) {
      for (int i = row.firstCounted(); i < row.ids().length - 1; i++) {
        targets[next] = row.ids()[i + 1];
        weights[next++] = (float) (row.weights()[i] / total);
      }
    }
    return new TokenBatch(
        manager.create(laid.ids()),
        manager.create(laid.places()),
        laid.spans(),
        manager.create(laid.tails()),
        manager.create(targets),
        manager.create(weights),
        rows.stream().mapToInt(row -> row.ids().length).sum(),
        laid.reach());
  }

  /** Rows that begin alike, in the order of their first. */
  private static Collection<List<TokenRow>> groups(List<TokenRow> rows) {
    Map<IntBuffer, List<TokenRow>> groups = new LinkedHashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(row.shared(), o -> new ArrayList<>()).add(row));
    return groups.values();
  }

  private static void lay(Rows laid, List<TokenRow> group) {
    int shared = group.size() > 1 ? group.get(0).opening() : 0;
    if (shared > 0) {
      laid.open(Arrays.copyOf(group.get(0).ids(), shared));
    }
    for (TokenRow row : group) {
      int length = row.ids().length - 1;
      laid.add(Arrays.copyOfRange(row.ids(), shared, length), length - row.firstCounted());
    }
    laid.endGroup();
  }

  /** The rows in lots that fit into one pass; a row longer than that has one of its own. */
  static List<List<TokenRow>> passes(List<TokenRow> rows, int tokensAtOnce) {
    List<TokenRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(TokenRow::shared).thenComparing(row -> row.ids().length));
    List<List<TokenRow>> passes = new ArrayList<>();
    int start = 0;
    int tokens = 0;
    for (int i = 0; i < sorted.size(); i++) {
      TokenRow row = sorted.get(i);
      boolean known = i > start && row.shared().equals(sorted.get(i - 1).shared());
      int more = row.ids().length - (known ? row.opening() : 0);
      if (i > start && tokens + more > tokensAtOnce) {
        passes.add(sorted.subList(start, i));
        start = i;
        tokens = 0;
        more = row.ids().length;
      }
      tokens += more;
    }
    passes.add(sorted.subList(start, sorted.size()));
    return passes;
  }

  static double total(List<TokenRow> rows) {
    double total = 0;
    for (TokenRow row : rows) {
      for (int i = 0; i < row.ids().length - 1; i++) {
        total += row.weights()[i];
      }
    }
    return total;
  }
}
