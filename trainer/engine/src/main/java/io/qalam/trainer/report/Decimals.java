package io.qalam.trainer.report;

import java.util.Locale;

/** Figures as papers write them: three digits, and no zero before the point. */
public final class Decimals {

  private Decimals() {}

  /** As .427, or 1.000. */
  public static String plain(double value) {
    String digits = String.format(Locale.ROOT, "%.3f", Math.abs(value));
    String text = digits.startsWith("0") ? digits.substring(1) : digits;
    return isNought(value) || value > 0 ? text : "−" + text;
  }

  /** As +.041, −.010 with a minus and no hyphen, or .000. */
  public static String signed(double value) {
    return isNought(value) || value < 0 ? plain(value) : "+" + plain(value);
  }

  /** The bounds of a figure's interval, as [.012, .070]. */
  public static String interval(Figure figure) {
    return "[" + plain(figure.lower()) + ", " + plain(figure.upper()) + "]";
  }

  /** The bounds of a difference's interval, as [−.010, +.070]. */
  public static String signedInterval(Figure figure) {
    return "[" + signed(figure.lower()) + ", " + signed(figure.upper()) + "]";
  }

  private static boolean isNought(double value) {
    return Math.abs(value) < .0005;
  }
}
