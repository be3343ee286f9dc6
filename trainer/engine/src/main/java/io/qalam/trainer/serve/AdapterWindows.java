package io.qalam.trainer.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Windows of one length, as far apart as each other, over the tokens of a batch: the first holds
 * the first adapter's stretch, the second the second's, and so on. A view of the tokens is then the
 * input of one batched product for all adapters, and nothing is copied or padded; what a window
 * holds of its neighbours is put to zero behind it.
 *
 * @param ends where each adapter's stretch ends
 * @param stride tokens from one window's beginning to the next
 * @param length tokens of a window; the last ends with the last token
 */
@SuppressWarnings("ArrayRecordComponent")
record AdapterWindows(long[] ends, long stride, long length) {
  private static final int TRIES = 40;

  /** The shortest windows for stretches in this order, each of one token or more. */
  static AdapterWindows over(long[] ends) {
    int last = ends.length - 1;
    long tokens = ends[last];
    long stride = tokens;
    for (int k = 0; k <= last; k++) {
      if (k > 0) {
        stride = Math.min(stride, ends[k - 1] / k);
      }
      if (k < last) {
        stride = Math.min(stride, (tokens - ends[k]) / (last - k));
      }
    }
    return new AdapterWindows(ends, stride, tokens - last * stride);
  }

  /** How many times as many tokens all windows hold. */
  double surplus() {
    return (double) length * ends.length / ends[ends.length - 1];
  }

  /** The fewest turns in which every window is one that overlaps no other of its turn. */
  int turns() {
    return Math.toIntExact(Math.min(ends.length, (length + stride - 1) / stride));
  }

  /** (length): whether each token of an adapter's window is a neighbour's. */
  boolean[] outside(int adapter) {
    long start = adapter == 0 ? 0 : ends[adapter - 1];
    boolean[] outside = new boolean[Math.toIntExact(length)];
    for (int i = 0; i < length; i++) {
      long token = adapter * stride + i;
      outside[i] = token < start || token >= ends[adapter];
    }
    return outside;
  }

  /** Of every window, or of what goes with one: those of the first turn, then of the second. */
  static <T> List<T> inTurns(List<T> windows, int turns) {
    List<T> all = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      for (int k = turn; k < windows.size(); k += turns) {
        all.add(windows.get(k));
      }
    }
    return all;
  }

  /**
   * The stretches in an order that keeps windows short: the longest at both ends, and between them
   * whatever holds the beginnings nearest to multiples of one stride.
   */
  static <T> List<T> order(List<T> stretches, ToLongFunction<T> tokens) {
    List<T> byLength = new ArrayList<>(stretches);
    byLength.sort((a, b) -> Long.compare(tokens.applyAsLong(b), tokens.applyAsLong(a)));
    if (byLength.size() < 3) {
      return byLength;
    }
    long all = stretches.stream().mapToLong(tokens).sum();
    long most = (all - tokens.applyAsLong(byLength.get(0))) / (stretches.size() - 1);
    List<T> best = byLength;
    long shortest = Long.MAX_VALUE;
    for (long stride = most; stride > Math.max(0, most - TRIES); stride--) {
      List<T> order = order(byLength, tokens, stride);
      AdapterWindows windows = over(ends(order, tokens));
      if (windows.length < shortest) {
        shortest = windows.length;
        best = order;
      }
      if (windows.stride >= stride) {
        break;
      }
    }
    return best;
  }

  /** The shortest next one that does not begin the one after it before its window. */
  private static <T> List<T> order(List<T> byLength, ToLongFunction<T> tokens, long stride) {
    List<T> left = new ArrayList<>(byLength.subList(2, byLength.size()));
    List<T> order = new ArrayList<>(List.of(byLength.get(0)));
    long end = tokens.applyAsLong(byLength.get(0));
    while (!left.isEmpty()) {
      int next = left.size() - 1;
      while (next > 0 && end + tokens.applyAsLong(left.get(next)) < (order.size() + 1) * stride) {
        next--;
      }
      end += tokens.applyAsLong(left.get(next));
      order.add(left.remove(next));
    }
    order.add(byLength.get(1));
    return order;
  }

  private static <T> long[] ends(List<T> stretches, ToLongFunction<T> tokens) {
    long[] ends = new long[stretches.size()];
    long end = 0;
    for (int k = 0; k < ends.length; k++) {
      end += tokens.applyAsLong(stretches.get(k));
      ends[k] = end;
    }
    return ends;
  }
}
