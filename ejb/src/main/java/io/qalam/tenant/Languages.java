package io.qalam.tenant;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The languages that Qalam speaks, and how it writes them. */
public final class Languages {

  /** Their codes. */
  public static final Set<String> SPOKEN = Set.of("ar", "hi", "en");

  private Languages() {}

  /** The first of the wished languages that Qalam speaks; English when there is none. */
  public static Locale firstSpoken(List<Locale> wished) {
    return wished.stream()
        .map(Locale::getLanguage)
        .filter(SPOKEN::contains)
        .findFirst()
        .map(Locale::forLanguageTag)
        .orElse(Locale.ENGLISH);
  }

  /**
   * The locale with the digits 0 to 9, whatever its own are: a page shows the keys that are
   * pressed, and figures from scripts, beside those the server writes.
   */
  public static Locale withKeyboardDigits(Locale locale) {
    return new Locale.Builder().setLocale(locale).setUnicodeLocaleKeyword("nu", "latn").build();
  }

  public static boolean isRightToLeft(Locale locale) {
    return locale.getLanguage().equals("ar");
  }
}
