package io.qalam.tenant.web;

import io.qalam.tenant.TenantWording;
import java.util.Locale;
import java.util.ResourceBundle;

/** What a caller is told where a request failed with nothing but an HTTP status. */
final class StatusProblem {

  private StatusProblem() {}

  static ProblemDetail of(int status, Locale locale) {
    return ProblemDetail.of(status, title(status, locale), detail(status), locale);
  }

  /** What happened, as the title of a page. */
  static String title(int status, Locale locale) {
    return text(locale).getString("error.title." + kind(status));
  }

  /** What it means, for the reader of a page. */
  static String explanation(int status, Locale locale) {
    return text(locale).getString("error.detail." + kind(status));
  }

  static ResourceBundle text(Locale locale) {
    return ResourceBundle.getBundle("io.qalam.tenant.web.messages", locale);
  }

  private static String kind(int status) {
    return switch (status) {
      case 403 -> "403";
      case 404, 405 -> "404";
      default -> status < 500 ? "400" : "500";
    };
  }

  private static TenantWording detail(int status) {
    return switch (status) {
      case 404 -> TenantWording.NO_ADDRESS;
      case 405 -> TenantWording.NO_METHOD;
      case 406 -> TenantWording.NO_ANSWER_TYPE;
      case 415 -> TenantWording.NO_CONTENT_TYPE;
      default -> status < 500 ? TenantWording.NO_ANSWER : TenantWording.SERVER_FAULT;
    };
  }
}
