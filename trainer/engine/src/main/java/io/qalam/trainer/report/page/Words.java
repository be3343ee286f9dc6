package io.qalam.trainer.report.page;

import io.qalam.trainer.report.Subject;
import io.qalam.trainer.report.Way;
import java.util.Locale;

/** How the page calls things. */
final class Words {

  static final String NOT_KNOWN = "not known";
  static final String NOT_MEASURED = "not measured";
  static final String NOT_COMPARABLE = "not comparable";
  static final String PERHAPS_OTHER_ROWS = "of rows that may be others";

  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** As "Base, scored"; the yardstick has one way only. */
  static String of(Subject subject, Way way) {
    return capital(of(subject)) + (subject == Subject.YARDSTICK ? "" : ", " + of(way));
  }

  static String count(int number, String one, String several) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : several);
  }

  static String rows(int number) {
    return count(number, "row", "rows");
  }

  static String language(String code) {
    String name = Locale.forLanguageTag(code).getDisplayName(Locale.ENGLISH);
    return name.isEmpty() ? code : name;
  }

  static String metric(String metric) {
    return switch (metric) {
      case "macro-f1" -> "macro-F1";
      case "micro-f1" -> "micro-F1";
      case "weighted-f1" -> "weighted F1";
      case "positive-f1" -> "F1 of the positive label";
      case "rouge-2" -> "ROUGE-2";
      default -> metric;
    };
  }
}
