package io.qalam.trainer.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every text that the base must not see, to be asked whether a text repeats one.
 *
 * <p>A repeat is the same normalised text, or a set of words with a Jaccard similarity of at least
 * 0.8. Candidates are found by prefix filtering: two such sets share one of their rarest words.
 */
final class HeldOutTexts {
  private static final double SIMILAR = 0.8;

  private final Set<String> exact = new HashSet<>();
  private final List<Set<String>> sets = new ArrayList<>();
  private final Map<String, Integer> frequency = new HashMap<>();
  private final Map<String, List<Integer>> index = new HashMap<>();

  HeldOutTexts(List<String> texts) {
    for (String text : texts) {
      for (String part : parts(text)) {
        TextKey key = TextKey.of(part);
        if (!key.normalised().isEmpty() && exact.add(key.normalised())) {
          sets.add(key.words());
        }
      }
    }
    sets.forEach(words -> words.forEach(word -> frequency.merge(word, 1, Integer::sum)));
    for (int i = 0; i < sets.size(); i++) {
      for (String word : prefix(sets.get(i))) {
        index.computeIfAbsent(word, w -> new ArrayList<>()).add(i);
      }
    }
  }

  int size() {
    return exact.size();
  }

  /** Whether the text, or a headline of a pair, repeats a held-out one. */
  boolean repeats(String text) {
    return parts(text).stream().map(TextKey::of).anyMatch(this::repeats);
  }

  private boolean repeats(TextKey key) {
    if (exact.contains(key.normalised())) {
      return true;
    }
    for (String word : prefix(key.words())) {
      for (int candidate : index.getOrDefault(word, List.of())) {
        if (similar(key.words(), sets.get(candidate))) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    parts.add(text);
    if (text.contains("[SEP]")) {
      for (String part : text.split("\\[SEP\\]", -1)) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static boolean similar(Set<String> a, Set<String> b) {
    long shared = a.stream().filter(b::contains).count();
    return shared >= SIMILAR * (a.size() + b.size() - shared);
  }

  private List<String> prefix(Set<String> words) {
    int length = words.size() - (int) Math.ceil(SIMILAR * words.size()) + 1;
    return words.stream()
        .sorted(
            Comparator.<String>comparingInt(word -> frequency.getOrDefault(word, 0))
                .thenComparing(Comparator.naturalOrder()))
        .limit(Math.max(length, 0))
        .collect(Collectors.toList());
  }
}
