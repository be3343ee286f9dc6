package io.qalam.trainer.answer;

import java.util.List;
import java.util.regex.Pattern;

/** How models say, in the three languages, that they will not or cannot tell. */
final class Phrases {

  private static final Pattern REFUSAL =
      anyOf(
          List.of(
              "i can ?(?:no|')?t (?:help|assist|answer|provide|classify|fulfill|comply|create|generate|do|engage|process)",
              "i (?:cannot|am unable to|am not able to|won't|will not)",
              "(?:i'm|i am) (?:sorry|unable|not able)",
              "as an ai\\b",
              "لا (?:أستطيع|يمكنني|أقدر)",
              "(?:عذرا|عذرًا|آسف|أعتذر)",
              "(?:क्षमा करें|माफ़ करें|माफ करें)",
              "मैं .{0,60}(?:नहीं कर सकता|नहीं कर सकती|असमर्थ)"));

  private static final Pattern UNDECIDED =
      anyOf(
          List.of(
              "not (?:easy|possible|clear enough|enough (?:context|information)) ?(?:to)?",
              "(?:difficult|hard|impossible) to (?:classify|determine|say|tell|decide)",
              "(?:cannot|can't|can not) be (?:classified|determined)",
              "(?:insufficient|more) (?:context|information)",
              "(?:من الصعب|يصعب|لا يمكن) (?:تصنيف|تحديد|الجزم)",
              "(?:तय|वर्गीकृत|निर्धारित) (?:करना|कर पाना) (?:मुश्किल|कठिन|संभव नहीं)"));

  private Phrases() {}

  static boolean isRefusal(String lowerCase) {
    return REFUSAL.matcher(lowerCase).find();
  }

  static boolean isUndecided(String lowerCase) {
    return UNDECIDED.matcher(lowerCase).find();
  }

  private static Pattern anyOf(List<String> phrases) {
    return Pattern.compile(String.join("|", phrases));
  }
}
