package io.qalam.trainer.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the labels of one label space in texts, as whole words; where one label stands inside
 * another, the longer is found alone.
 */
public final class LabelFinder {

  private final List<List<String>> labels;
  private final List<Integer> longestFirst;

  /** A label in a list of words, from one place up to another. */
  record Match(int label, int from, int to) {}

  /**
   * @throws IllegalArgumentException when two labels are the same words, or one has no letter and
   *     no digit: no text could tell them apart
   */
  public LabelFinder(List<String> labels) {
    this.labels = labels.stream().map(LabelFinder::words).toList();
    Map<List<String>, String> seen = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      String other = seen.put(this.labels.get(i), labels.get(i));
      if (this.labels.get(i).isEmpty()) {
        throw new IllegalArgumentException(
            "Label '" + labels.get(i) + "' has no letter and no digit");
      }
      if (other != null) {
        throw new IllegalArgumentException(
            "Labels '"
                + other
                + "' and '"
                + labels.get(i)
                + "' read the same: "
                + this.labels.get(i));
      }
    }
    longestFirst =
        IntStream.range(0, labels.size())
            .boxed()
            .sorted(Comparator.comparing(i -> -this.labels.get(i).size()))
            .toList();
  }

  /** The labels that a text does not name, by index. */
  public List<Integer> missingIn(String text) {
    List<Integer> found = matches(words(text)).stream().map(Match::label).toList();
    return IntStream.range(0, labels.size()).boxed().filter(i -> !found.contains(i)).toList();
  }

  static List<String> words(String text) {
    return Cleaning.withoutSpecialCharacters(
        Cleaning.withLatinLetters(Cleaning.oneSpelling(Cleaning.withLatinCapitals(text))));
  }

  /** The label that the words are, or {@link Answer#NONE}. */
  int whole(List<String> words) {
    return labels.indexOf(words);
  }

  List<String> wordsOf(int label) {
    return labels.get(label);
  }

  List<Match> matches(List<String> words) {
    List<Match> matches = new ArrayList<>();
    boolean[] used = new boolean[words.size()];
    for (int label : longestFirst) {
      List<String> wanted = labels.get(label);
      for (int from = 0; from + wanted.size() <= words.size(); from++) {
        int to = from + wanted.size();
        if (words.subList(from, to).equals(wanted)
            && IntStream.range(from, to).noneMatch(i -> used[i])) {
          IntStream.range(from, to).forEach(i -> used[i] = true);
          matches.add(new Match(label, from, to));
        }
      }
    }
    return matches;
  }
}
