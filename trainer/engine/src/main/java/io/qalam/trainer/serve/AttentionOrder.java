package io.qalam.trainer.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The rows of a native call in the order in which they attend: alike rows are one product,
 * whichever adapter they belong to.
 */
final class AttentionOrder {

  private static final Comparator<Row> ALIKE =
      Comparator.comparingInt(Row::mask).thenComparingInt(Row::length);

  private final List<Row> rows = new ArrayList<>();

  /**
   * A row of tokens.
   *
   * @param tail how many at its end are asked for
   * @param opening whose keys and values it sees first, counted as the call is given them
   * @param mask that says which of them it sees
   */
  record Row(int length, int tail, int opening, int mask) {}

  void add(Row row) {
    rows.add(row);
  }

  /** The rows by mask and length; empty where they are laid so. */
  long[] order() {
    int[] sorted = sorted();
    boolean asLaid = IntStream.range(0, sorted.length).allMatch(place -> sorted[place] == place);
    return asLaid ? new long[0] : IntStream.of(sorted).asLongStream().toArray();
  }

  private int[] sorted() {
    return IntStream.range(0, rows.size())
        .boxed()
        .sorted(Comparator.comparing(rows::get, ALIKE))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** For each stretch of alike rows, in this order: how many, length, tail and mask. */
  long[] spans() {
    List<long[]> spans = new ArrayList<>();
    Row before = null;
    for (int place : sorted()) {
      Row row = rows.get(place);
      if (before == null || ALIKE.compare(before, row) != 0) {
        spans.add(new long[] {0, row.length, row.tail, row.mask});
      }
      spans.get(spans.size() - 1)[0]++;
      before = row;
    }
    return spans.stream().flatMapToLong(Arrays::stream).toArray();
  }

  /** As they are laid. */
  long[] lengths() {
    return each(Row::length);
  }

  /** As they are laid. */
  long[] tails() {
    return each(Row::tail);
  }

  /** As they are laid. */
  long[] openings() {
    return each(Row::opening);
  }

  private long[] each(ToLongFunction<Row> figure) {
    return rows.stream().mapToLong(figure).toArray();
  }
}
