package io.qalam.tenant;

/** Numbers as people type them: in the digits of their script, and with its decimal sign. */
public final class Numerals {

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
