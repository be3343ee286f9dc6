package io.qalam.ingestion.model;

import java.util.Locale;
import java.util.Set;

/**
 * The direction a post reads in, as HTML names it.
 *
 * <p>A post in a right-to-left language reads from the right even when it begins with a Latin name
 * or a hashtag, which the browser's own {@code dir="auto"} gets wrong; but one that is written in
 * Latin letters throughout (Arabizi) reads from the left. Any other post goes by its first letter.
 */
public enum TextDirection {
  LTR,
  RTL;

  /** Languages written from the right; Urdu comes into Hindi timelines. */
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "arz", "ary", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi");

  /** The direction of a text in a language, given as a BCP 47 tag. */
  public static TextDirection of(String lang, String text) {
    String language = Locale.forLanguageTag(lang.replace('_', '-')).getLanguage();
    boolean fromRight =
        RIGHT_TO_LEFT.contains(language)
            ? text.codePoints().anyMatch(TextDirection::isRightToLeft)
            : beginsFromRight(text);
    return fromRight ? RTL : LTR;
  }

  private static boolean beginsFromRight(String text) {
    return text.codePoints()
        .filter(c -> isRightToLeft(c) || isLeftToRight(c))
        .limit(1)
        .anyMatch(TextDirection::isRightToLeft);
  }

  private static boolean isRightToLeft(int codePoint) {
    byte direction = Character.getDirectionality(codePoint);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }

  private static boolean isLeftToRight(int codePoint) {
    return Character.getDirectionality(codePoint) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
  }

  /** The value of HTML's {@code dir} attribute. */
  public String html() {
    return name().toLowerCase(Locale.ROOT);
  }
}
