package io.qalam.trainer.answer;

import java.util.List;
import java.util.regex.Pattern;

/** How models say, in the three languages, that they will not or cannot tell. */
final class Phrases {

  private static final String NO_LETTER_BEFORE = "(?<![\\p{L}\\p{M}\\p{N}])";
  private static final String NO_LETTER_BEHIND = "(?![\\p{L}\\p{M}\\p{N}])";

  private static final Pattern REFUSAL =
      anyOf(
          List.of(
              "i (?:can't|cannot|can not|won't|will not|am unable to|am not able to|would rather not)",
              "(?:i'm|i am) (?:sorry|unable|not able)",
              "as an ai",
              "لا (?:استطيع|يمكنني|اقدر)",
              "(?:عذرا|اسف|اعتذر)",
              "(?:क्षमा करें|माफ़ करें|माफ करें)",
              "मैं .{0,60}(?:नहीं कर सकता|नहीं कर सकती|असमर्थ)"));

  private static final Pattern UNDECIDED =
      anyOf(
          List.of(
              "not (?:easy|possible) to [a-z]+",
              "(?:difficult|hard|impossible) to (?:classify|determine|say|tell|decide)",
              "(?:cannot|can't|can not) be (?:classified|determined)",
              "(?:needs?|requires?|without|lacks?|not enough|insufficient) (?:more |enough |sufficient )?(?:context|information)",
              "(?:من الصعب|يصعب|لا يمكن) (?:تصنيف|تحديد|الجزم)",
              "(?:तय|वर्गीकृत|निर्धारित) (?:करना|कर पाना) (?:मुश्किल|कठिन|संभव नहीं)"));

  private Phrases() {}

  /** Of a text in one spelling. */
  static boolean isRefusal(String text) {
    return REFUSAL.matcher(text).find();
  }

  /** Of a text in one spelling. */
  static boolean isUndecided(String text) {
    return UNDECIDED.matcher(text).find();
  }

  private static Pattern anyOf(List<String> phrases) {
    return Pattern.compile(
        NO_LETTER_BEFORE + "(?:" + String.join("|", phrases) + ")" + NO_LETTER_BEHIND);
  }
}
