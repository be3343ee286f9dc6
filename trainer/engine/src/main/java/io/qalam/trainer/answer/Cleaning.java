package io.qalam.trainer.answer;

import io.qalam.trainer.protocol.Words;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The steps that turn a written answer into words that can be compared with labels. */
final class Cleaning {

  /** What a prompt ends with and models like to repeat, at the beginning of a line. */
  private static final Pattern MARKER =
      Pattern.compile(
          "(?iu)^[^\\p{L}\\p{N}]*(?:the\\s+)?(?:(?:correct|final|right|best|predicted)\\s+)?"
              + "(?:label|answer|class|category|التصنيف|التسمية|الإجابة|الجواب|लेबल|उत्तर)s?"
              + "[*_\\s]*(?:is\\s*)?[:：=]");

  private static final Pattern TURN_END = Pattern.compile("<\\|[a-z_]+\\|>.*", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");

  /** Letters of Cyrillic, Greek and Armenian that look like a Latin one (Unicode TR 39). */
  private static final Map<Integer, String> LOOKALIKES =
      pairs(
          "аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs һh ԁd ԛq ԝw ӏl ьb"
              + " αa βb γy εe ηn ιi κk νv οo ρp τt υu χx ωw"
              + " օo ոn սu ցg հh");

  /** Their capitals; not all look like the capital of what the small letter looks like. */
  private static final Map<Integer, String> CAPITAL_LOOKALIKES =
      pairs(
          "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԌG"
              + " ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX"
              + " ՍU ՏS ՕO");

  private Cleaning() {}

  /** The first line that says anything, without the marker before it and the turn's end behind. */
  static String statement(String written) {
    return TURN_END
        .matcher(written)
        .replaceFirst("")
        .lines()
        .map(line -> MARKER.matcher(line).replaceFirst("").strip())
        .filter(line -> !Words.of(line).isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Lower case, and one spelling for Arabic letters. */
  static String oneSpelling(String text) {
    return Words.oneSpelling(text);
  }

  /** What is left when special characters are taken for spaces. */
  static List<String> withoutSpecialCharacters(String text) {
    return Words.of(text);
  }

  /**
   * In words that hold Latin letters, letters of another script that stand for one become it;
   * accents go. A word without a Latin letter stays as it is.
   */
  static String withLatinLetters(String lowerCase) {
    return eachWord(lowerCase, word -> exchanged(withoutAccents(word), LOOKALIKES));
  }

  /** The same for capitals, before they become small letters that look otherwise. */
  static String withLatinCapitals(String text) {
    return eachWord(text, word -> exchanged(word, CAPITAL_LOOKALIKES));
  }

  private static String eachWord(String text, UnaryOperator<String> change) {
    return WORD.matcher(text)
        .replaceAll(
            word ->
                Matcher.quoteReplacement(
                    LATIN.matcher(word.group()).find()
                        ? change.apply(word.group())
                        : word.group()));
  }

  private static String withoutAccents(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{Mn}+", "");
  }

  private static String exchanged(String word, Map<Integer, String> letters) {
    return word.codePoints()
        .mapToObj(sign -> letters.getOrDefault(sign, Character.toString(sign)))
        .collect(Collectors.joining());
  }

  private static Map<Integer, String> pairs(String pairs) {
    return Arrays.stream(pairs.split(" "))
        .collect(
            Collectors.toUnmodifiableMap(
                pair -> pair.codePointAt(0),
                pair -> pair.substring(pair.offsetByCodePoints(0, 1))));
  }
}
