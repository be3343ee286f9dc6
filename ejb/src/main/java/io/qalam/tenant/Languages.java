package io.qalam.tenant;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The languages that Qalam speaks, and how it writes them. */
public final class Languages {

  /** Their codes. */
  public static final Set<String> SPOKEN = Set.of("ar", "hi", "en");

  private static final Pattern CODE = Pattern.compile("([A-Za-z]{2,3})(-[A-Za-z0-9]{1,8}){0,3}");

  /** ISO 639's codes, each language by its shortest one. */
  private static final Set<String> LISTED = Set.of(ULocale.getISOLanguages());

  private Languages() {}

  /** Whether it is a language's code by ISO 639, with or without a script, region or variant. */
  public static boolean isCode(String code) {
    Matcher parts = CODE.matcher(code);
    return parts.matches() && LISTED.contains(parts.group(1).toLowerCase(Locale.ROOT));
  }

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
