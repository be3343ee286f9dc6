package io.qalam.overview;

import org.jspecify.annotations.Nullable;

/** How long the file of an export is kept. */
public final class ExportRetention {

  private static final String VARIABLE = "QALAM_EXPORT_DAYS";
  private static final int USUAL = 7;
  private static final int MOST = 365;

  private ExportRetention() {}

  /**
   * Whole days after the export ended, as {@value #VARIABLE} says.
   *
   * @throws IllegalStateException when it says something else than a number from 1 to 365
   */
  public static int days() {
    return days(System.getenv(VARIABLE));
  }

  static int days(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return USUAL;
    }
    if (!text.strip().matches("[1-9]\\d{0,2}") || Integer.parseInt(text.strip()) > MOST) {
      throw new IllegalStateException(
          VARIABLE + " must be a number of days from 1 to " + MOST + ", not " + text);
    }
    return Integer.parseInt(text.strip());
  }
}
