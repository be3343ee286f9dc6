package io.qalam.trainer.recipe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Some rows in place of all, every output in its own proportion, in the rows' own order.
 *
 * <p>Sources are often sorted, so that the first rows tell of one label alone. Which rows are drawn
 * depends on their inputs only: another order of the same rows, or another machine, draws the same.
 */
public final class RowSample {
  private RowSample() {}

  /** All rows where they are no more than that. */
  public static List<InstructionRow> of(List<InstructionRow> rows, int most) {
    if (rows.size() <= most) {
      return rows;
    }
    double[] shares = shares(rows);
    List<Integer> places = places(rows.size());
    places.sort(
        Comparator.comparingDouble((Integer place) -> shares[place])
            .thenComparingLong(place -> chance(rows.get(place)))
            .thenComparingInt(place -> place));
    return places.subList(0, most).stream().sorted().map(rows::get).toList();
  }

  /** How much of its output's rows is drawn when a row is: the n-th of m lies at (n + 1/2) / m. */
  private static double[] shares(List<InstructionRow> rows) {
    Map<String, List<Integer>> byOutput = new HashMap<>();
    for (int place : places(rows.size())) {
      byOutput.computeIfAbsent(rows.get(place).output(), none -> new ArrayList<>()).add(place);
    }
    double[] shares = new double[rows.size()];
    for (List<Integer> alike : byOutput.values()) {
      alike.sort(
          Comparator.comparingLong((Integer place) -> chance(rows.get(place)))
              .thenComparingInt(place -> place));
      for (int i = 0; i < alike.size(); i++) {
        shares[alike.get(i)] = (i + .5) / alike.size();
      }
    }
    return shares;
  }

  private static List<Integer> places(int rows) {
    List<Integer> places = new ArrayList<>(rows);
    for (int place = 0; place < rows; place++) {
      places.add(place);
    }
    return places;
  }

  private static long chance(InstructionRow row) {
    CRC32 crc = new CRC32();
    crc.update(row.input().getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
