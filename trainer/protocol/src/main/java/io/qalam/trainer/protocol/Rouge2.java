package io.qalam.trainer.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ROUGE-2, the F-measure of the word pairs that a summary shares with its reference.
 *
 * <p>Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries", for one reference. A word
 * is one of {@link Words}: the usual tokenizer drops whatever is no Latin letter. Nothing is
 * stemmed.
 */
public final class Rouge2 {

  private Rouge2() {}

  /** From 0 to 1; 0 where either has fewer than two words. */
  public static double f1(String reference, String summary) {
    Map<List<String>, Integer> wanted = pairs(reference);
    Map<List<String>, Integer> written = pairs(summary);
    int all = count(wanted) + count(written);
    int shared = 0;
    for (Map.Entry<List<String>, Integer> pair : wanted.entrySet()) {
      shared += Math.min(pair.getValue(), written.getOrDefault(pair.getKey(), 0));
    }
    return all == 0 ? 0 : 2.0 * shared / all;
  }

  private static Map<List<String>, Integer> pairs(String text) {
    List<String> words = Words.of(text);
    Map<List<String>, Integer> pairs = new HashMap<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      pairs.merge(words.subList(i, i + 2), 1, Integer::sum);
    }
    return pairs;
  }

  private static int count(Map<List<String>, Integer> pairs) {
    return pairs.values().stream().mapToInt(Integer::intValue).sum();
  }
}
