package io.qalam.trainer.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Cuts rows into parts of given shares, every label in each part in its own proportion. */
final class Stratified {

  private Stratified() {}

  /**
   * Deals the rows of one label after the other, each to the part that lacks most: every part gets
   * its share of all rows up to one row, and of each label's rows up to two.
   *
   * @param shares of the parts; they sum to one
   * @return the parts, each in the rows' own order
   */
  static List<List<DatasetRow>> cut(List<DatasetRow> rows, List<Double> shares, long seed) {
    int[] partOf = new int[rows.size()];
    int[] dealt = new int[shares.size()];
    int done = 0;
    for (int row : byLabel(rows, new Random(seed))) {
      done++;
      int neediest = 0;
      for (int part = 1; part < dealt.length; part++) {
        if (lack(shares, dealt, part, done) > lack(shares, dealt, neediest, done)) {
          neediest = part;
        }
      }
      partOf[row] = neediest;
      dealt[neediest]++;
    }
    return collect(rows, partOf, dealt.length);
  }

  private static double lack(List<Double> shares, int[] dealt, int part, int done) {
    return shares.get(part) * done - dealt[part];
  }

  /** The rows' places, label by label, shuffled within each. */
  private static List<Integer> byLabel(List<DatasetRow> rows, Random random) {
    Map<String, List<Integer>> strata = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      strata.computeIfAbsent(rows.get(i).stratum(), s -> new ArrayList<>()).add(i);
    }
    List<Integer> order = new ArrayList<>();
    for (List<Integer> stratum : strata.values()) {
      Collections.shuffle(stratum, random);
      order.addAll(stratum);
    }
    return order;
  }

  private static List<List<DatasetRow>> collect(List<DatasetRow> rows, int[] partOf, int parts) {
    List<List<DatasetRow>> cut = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      cut.add(new ArrayList<>());
    }
    for (int i = 0; i < partOf.length; i++) {
      cut.get(partOf[i]).add(rows.get(i));
    }
    return cut;
  }

  static List<Double> shares(double... shares) {
    return Arrays.stream(shares).boxed().toList();
  }
}
