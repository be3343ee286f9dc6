package io.qalam.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/** Which language a page speaks when no account has chosen one, and which way it reads. */
final class PageLocale {

  private static final Set<String> SPOKEN = Set.of("ar", "hi", "en");

  private PageLocale() {}

  /** The first language of the browser that Qalam speaks; English when there is none. */
  static Locale of(HttpServletRequest request) {
    return Collections.list(request.getLocales()).stream()
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
  static Locale withKeyboardDigits(Locale locale) {
    return new Locale.Builder().setLocale(locale).setUnicodeLocaleKeyword("nu", "latn").build();
  }

  /** {@code rtl} for Arabic, else {@code ltr}. */
  static String direction(Locale locale) {
    return locale.getLanguage().equals("ar") ? "rtl" : "ltr";
  }
}
