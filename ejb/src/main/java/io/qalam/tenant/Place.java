package io.qalam.tenant;

import java.text.Bidi;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts a value into its place in a sentence, so that it cannot disturb the order of the words. */
final class Place {

  private static final String ISOLATE = "\u2068";
  private static final String END = "\u2069";

  /** Embeddings, overrides and isolates: they would reach out of the value. */
  private static final String BIDI_CONTROLS = "[\u202A-\u202E\u2066-\u2069]";

  private Place() {}

  static Object filled(Object value, Locale locale) {
    if (value instanceof Number) {
      return value;
    }
    if (value instanceof Spoken spoken) {
      return spoken.in(locale);
    }
    if (value instanceof Wording wording) {
      return Sentence.of(wording).in(locale);
    }
    if (value instanceof Collection<?> several) {
      return several.stream()
          .map(one -> String.valueOf(filled(one, locale)))
          .collect(Collectors.joining(separator(several, locale)));
    }
    return isolated(String.valueOf(value), locale);
  }

  private static String separator(Collection<?> several, Locale locale) {
    boolean sentences = several.stream().anyMatch(Spoken.class::isInstance);
    return Languages.isRightToLeft(locale) ? sentences ? "؛ " : "، " : sentences ? "; " : ", ";
  }

  /** In its own direction; a text that the sentence's own direction suits stays as it is. */
  static String isolated(String text, Locale locale) {
    String shown = text.replaceAll(BIDI_CONTROLS, "");
    return Languages.isRightToLeft(locale) || needsBidi(shown) ? ISOLATE + shown + END : shown;
  }

  private static boolean needsBidi(String text) {
    return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
  }
}
