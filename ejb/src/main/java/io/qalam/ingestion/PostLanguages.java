package io.qalam.ingestion;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The languages of a project, and which of them a post without a language code is taken for: the
 * first one that is written in the script most of its letters are of.
 *
 * @param codes language codes; at least one
 */
record PostLanguages(List<String> codes) {

  private static final Map<UnicodeScript, List<String>> WRITTEN_IN =
      Map.of(
          UnicodeScript.ARABIC, List.of("ar", "fa", "ur"),
          UnicodeScript.DEVANAGARI, List.of("hi", "mr", "ne"),
          UnicodeScript.LATIN, List.of("en", "fr", "de", "es"));

  /** Whether the project has posts of it: who names {@code ar} means {@code ar-eg} too. */
  boolean cover(String lang) {
    return codes.stream()
        .map(code -> code.toLowerCase(Locale.ROOT))
        .anyMatch(code -> lang.equals(code) || lang.startsWith(code + "-"));
  }

  String guess(String text) {
    if (codes.size() == 1) {
      return codes.get(0);
    }
    Map<UnicodeScript, Long> letters =
        text.codePoints()
            .filter(Character::isLetter)
            .boxed()
            .collect(Collectors.groupingBy(UnicodeScript::of, Collectors.counting()));
    return letters.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .flatMap(most -> firstWrittenIn(most.getKey()))
        .orElse(codes.get(0));
  }

  private Optional<String> firstWrittenIn(UnicodeScript script) {
    List<String> candidates = WRITTEN_IN.getOrDefault(script, List.of());
    return codes.stream().filter(candidates::contains).findFirst();
  }
}
