package io.qalam.tenant;

import java.util.regex.Pattern;

/** Numbers as people type them: in the digits of their script, and with its decimal sign. */
public final class Numerals {

  private static final Pattern DECIMAL =
      Pattern.compile("-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE]-?[0-9]{1,3})?");

  private Numerals() {}

  /**
   * The number with the digits 0 to 9 and a point: {@code 0.5} for {@code 0,5}, {@code ٠٫٥} and
   * {@code ०.५}. What is no number stays none.
   *
   * <p>A comma is a decimal sign, never one of thousands: what is typed here with a fraction lies
   * between 0 and 1.
   */
  public static String plain(String typed) {
    StringBuilder plain = new StringBuilder();
    typed
        .strip()
        .codePoints()
        .filter(c -> !isDirection(c))
        .map(Numerals::sign)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /**
   * The number that was typed.
   *
   * @throws NumberFormatException when it is none, such as {@code 0.9f} or {@code 0x1p-1}
   */
  public static double decimal(String typed) {
    String plain = plain(typed);
    if (!DECIMAL.matcher(plain).matches()) {
      throw new NumberFormatException(typed);
    }
    return Double.parseDouble(plain);
  }

  private static int sign(int typed) {
    if (Character.isDigit(typed)) {
      return '0' + Character.digit(typed, 10);
    }
    return switch (typed) {
      case ',', '\u060C', '\u066B' -> '.';
      case '\u2212' -> '-';
      default -> typed;
    };
  }

  /** Marks that come along when a number is copied out of a text of both directions. */
  private static boolean isDirection(int typed) {
    return typed == 0x200E || typed == 0x200F || typed == 0x061C;
  }
}
