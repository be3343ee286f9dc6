package io.qalam.dashboard.model;

import io.qalam.labelschema.model.LabelSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often a label was given to posts of a language. */
public record MixCount(String label, String lang, long labels) {

  /** The same of label sets: a label counts wherever it is one of a set. The most first. */
  public static List<MixCount> byMembership(List<MixCount> sets) {
    record Key(String label, String lang) {}
    Map<Key, Long> sums = new LinkedHashMap<>();
    for (MixCount set : sets) {
      for (String label : LabelSet.parse(set.label()).labels()) {
        sums.merge(new Key(label, set.lang()), set.labels(), Long::sum);
      }
    }
    return sums.entrySet().stream()
        .map(sum -> new MixCount(sum.getKey().label(), sum.getKey().lang(), sum.getValue()))
        .sorted(
            Comparator.comparingLong(MixCount::labels)
                .reversed()
                .thenComparing(MixCount::label)
                .thenComparing(MixCount::lang))
        .toList();
  }
}
