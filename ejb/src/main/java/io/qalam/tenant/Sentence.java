package io.qalam.tenant;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A wording with the values in its places, said in whatever language is read.
 *
 * @param values numbers, texts as they were given, lists of them, and other sentences and wordings
 */
public record Sentence(Wording wording, List<Object> values) implements Spoken {

  public Sentence {
    values = List.copyOf(values);
  }

  public static Sentence of(Wording wording, Object... values) {
    return new Sentence(wording, Arrays.asList(values));
  }

  @Override
  public String in(Locale locale) {
    Locale shown = Languages.withKeyboardDigits(locale);
    Object[] places = values.stream().map(value -> Place.filled(value, shown)).toArray();
    return Patterns.filled(pattern(wording, shown), shown, places);
  }

  private static String pattern(Wording wording, Locale locale) {
    Class<?> room = wording.getClass();
    return ResourceBundle.getBundle(
            room.getPackageName() + ".problems", locale, room.getClassLoader())
        .getString(wording.key());
  }

  @Override
  public String key() {
    return wording.id();
  }

  /** In English, as logs have it. */
  @Override
  public String toString() {
    return in(Locale.ENGLISH);
  }
}
