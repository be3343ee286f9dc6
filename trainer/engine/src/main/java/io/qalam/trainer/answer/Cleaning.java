package io.qalam.trainer.answer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The steps that turn a written answer into words that can be compared with labels. */
final class Cleaning {

  /** The marker that a prompt ends with and that models like to repeat. */
  private static final Pattern MARKER =
      Pattern.compile(
          "(?iu)^.*?\\b(?:label|answer|class|category|التصنيف|الإجابة|लेबल|उत्तर)\\s*[:：=]\\s*");

  private static final Pattern TURN_END = Pattern.compile("<\\|[a-z_]+\\|>.*", Pattern.DOTALL);
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");

  /** Letters of Cyrillic, Greek and Armenian that look like a Latin one (Unicode TR 39). */
  private static final Map<Integer, String> LOOKALIKES =
      pairs(
          "аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs һh ԁd ԛq ԝw ӏl ьb"
              + " αa βb γy εe ηn ιi κk νv οo ρp τt υu χx ωw"
              + " օo ոn սu ցg հh");

  private Cleaning() {}

  /** The first line that says anything, without the marker before it and the turn's end behind. */
  static String statement(String written) {
    String answer = TURN_END.matcher(written).replaceFirst("");
    String line =
        answer.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
    return MARKER.matcher(line).replaceFirst("");
  }

  static String lowerCase(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Punctuation, symbols and spaces of any number become one space. */
  static String withoutSpecialCharacters(String text) {
    return NO_WORD.matcher(text).replaceAll(" ").strip();
  }

  /**
   * In words that hold Latin letters, letters of another script that stand for one become it;
   * accents go. A word without a Latin letter stays as it is.
   */
  static String withLatinLetters(String lowerCase) {
    Matcher words = WORD.matcher(lowerCase);
    return words.replaceAll(word -> Matcher.quoteReplacement(latin(word.group())));
  }

  private static String latin(String word) {
    if (!LATIN.matcher(word).find()) {
      return word;
    }
    String plain = Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{Mn}+", "");
    return plain
        .codePoints()
        .mapToObj(sign -> LOOKALIKES.getOrDefault(sign, Character.toString(sign)))
        .collect(Collectors.joining());
  }

  /** All steps but the first: what answers and labels are compared by. */
  static String words(String text) {
    return withoutSpecialCharacters(withLatinLetters(lowerCase(text)));
  }

  private static Map<Integer, String> pairs(String pairs) {
    return Arrays.stream(pairs.split(" "))
        .collect(
            Collectors.toUnmodifiableMap(
                pair -> pair.codePointAt(0),
                pair -> pair.substring(pair.offsetByCodePoints(0, 1))));
  }
}
