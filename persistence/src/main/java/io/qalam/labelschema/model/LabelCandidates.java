package io.qalam.labelschema.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The texts that a model chooses between for a post of a multi-label project: every label alone,
 * and the label sets that people gave so far (the label powerset of Tsoumakas and Katakis 2007,
 * pruned to what was seen).
 */
public final class LabelCandidates {

  /** Candidates at most: each costs a worker its tokens at every post. */
  public static final int MOST = 64;

  private LabelCandidates() {}

  /**
   * The labels in their order, then the sets of several of them, the most frequent first.
   *
   * @param schema the labels of the schema
   * @param seen how often each text was given; what the schema does not know is left out
   */
  public static List<String> of(List<String> schema, Map<String, Long> seen) {
    List<String> candidates = new ArrayList<>(schema);
    seen.entrySet().stream()
        .filter(given -> isSetOf(schema, given.getKey()))
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(Math.max(0, MOST - schema.size()))
        .forEachOrdered(given -> candidates.add(given.getKey()));
    return List.copyOf(candidates);
  }

  private static boolean isSetOf(List<String> schema, String text) {
    LabelSet set = LabelSet.parse(text);
    return set.labels().size() > 1 && set.isOf(schema) && set.text().equals(text);
  }
}
