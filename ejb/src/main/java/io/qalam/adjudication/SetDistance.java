package io.qalam.adjudication;

import io.qalam.labelschema.model.LabelSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far two label sets are apart, from 0 for the same to 1 for no label in common.
 *
 * <p>MASI of Passonneau 2006, "Measuring Agreement on Set-valued Items (MASI) for Semantic and
 * Pragmatic Annotation": {@code 1 − J · M}, where J is Jaccard's share of common labels and M is 1
 * for equal sets, 2/3 where one holds the other, 1/3 where they cross, and 0 where they share
 * nothing.
 */
final class SetDistance {

  private SetDistance() {}

  /** The distances of all pairs, by the sets' places. */
  static double[][] masi(List<LabelSet> sets) {
    double[][] distances = new double[sets.size()][sets.size()];
    for (int i = 0; i < sets.size(); i++) {
      for (int j = 0; j < sets.size(); j++) {
        distances[i][j] = masi(sets.get(i), sets.get(j));
      }
    }
    return distances;
  }

  private static double masi(LabelSet one, LabelSet other) {
    Set<String> common = new HashSet<>(one.labels());
    common.retainAll(other.labels());
    int all = one.labels().size() + other.labels().size() - common.size();
    return 1 - (double) common.size() / all * monotonicity(one, other, common);
  }

  private static double monotonicity(LabelSet one, LabelSet other, Set<String> common) {
    boolean holdsOther = common.size() == other.labels().size();
    boolean isHeld = common.size() == one.labels().size();
    if (holdsOther && isHeld) {
      return 1;
    }
    return holdsOther || isHeld ? 2 / 3.0 : 1 / 3.0;
  }
}
