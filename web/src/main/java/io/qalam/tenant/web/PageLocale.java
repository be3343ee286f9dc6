package io.qalam.tenant.web;

import io.qalam.tenant.Languages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;

/** Which language is spoken where no account has chosen one, and which way it reads. */
public final class PageLocale {

  private PageLocale() {}

  /** The first language the request asks for that Qalam speaks; English when there is none. */
  public static Locale of(HttpServletRequest request) {
    if (request.getHeader("Accept-Language") == null) {
      return Locale.ENGLISH; // else the servlet API answers with the server's own
    }
    return Languages.firstSpoken(Collections.list(request.getLocales()));
  }

  /** {@code rtl} for Arabic, else {@code ltr}. */
  static String direction(Locale locale) {
    return Languages.isRightToLeft(locale) ? "rtl" : "ltr";
  }
}
