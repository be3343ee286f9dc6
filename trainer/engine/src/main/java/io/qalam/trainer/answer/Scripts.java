package io.qalam.trainer.answer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The scripts that a text is written in. */
final class Scripts {

  private Scripts() {}

  /** The script of most of its letters; empty without a letter. */
  static Optional<Character.UnicodeScript> most(String text) {
    Map<Character.UnicodeScript, Integer> counts = new HashMap<>();
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> counts.merge(Character.UnicodeScript.of(letter), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Character.UnicodeScript, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }
}
