package io.qalam.trainer.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
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

  /** Where the tokens lie whose outputs are asked for, in this order; empty where they lie so. */
  long[] places(boolean tailed) {
    int[] sorted = sorted();
    return isAsLaid(sorted) ? new long[0] : places(sorted, tailed);
  }

  /** Where the same tokens lie once they are in this order, as they are laid. */
  long[] back(boolean tailed) {
    long[] places = places(tailed);
    long[] back = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      back[(int) places[i]] = i;
    }
    return back;
  }

  private static boolean isAsLaid(int[] sorted) {
    return IntStream.range(0, sorted.length).allMatch(place -> sorted[place] == place);
  }

  private long[] places(int[] sorted, boolean tailed) {
    ToIntFunction<Row> size = tailed ? Row::tail : Row::length;
    int[] starts = starts(size);
    return IntStream.of(sorted)
        .flatMap(row -> IntStream.range(starts[row], starts[row] + size.applyAsInt(rows.get(row))))
        .asLongStream()
        .toArray();
  }

  private int[] starts(ToIntFunction<Row> size) {
    int[] starts = new int[rows.size() + 1];
    for (int row = 0; row < rows.size(); row++) {
      starts[row + 1] = starts[row] + size.applyAsInt(rows.get(row));
    }
    return starts;
  }

  /**
   * The tokens that each row sees, in this order: its own, then its opening's.
   *
   * @param openings how many tokens each has; they lie one after the other behind those of all rows
   */
  long[] seen(int[] openings) {
    int[] starts = starts(Row::length);
    int[] begins = new int[openings.length];
    int end = starts[rows.size()];
    for (int opening = 0; opening < openings.length; opening++) {
      begins[opening] = end;
      end += openings[opening];
    }
    return IntStream.of(sorted())
        .flatMap(
            place -> {
              Row row = rows.get(place);
              int begin = begins[row.opening];
              return IntStream.concat(
                  IntStream.range(starts[place], starts[place] + row.length),
                  IntStream.range(begin, begin + openings[row.opening]));
            })
        .asLongStream()
        .toArray();
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
}
