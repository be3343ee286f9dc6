package io.qalam.ingestion;

import org.jspecify.annotations.Nullable;

/**
 * A cell of a table that people may open in a spreadsheet.
 *
 * <p>What comes from posts, labels and people can begin like a formula, which a spreadsheet would
 * run (CWE-1236). Such a cell gets an apostrophe before it; so does one that has apostrophes before
 * a formula already, so that each of them is read as it was.
 */
public final class SpreadsheetCell {

  /** Signs that begin a formula, in half and full width, and white space that is skipped. */
  private static final String BEGINS_A_FORMULA = "=+-@|%\t\r\n＝＋－＠";

  private static final char APOSTROPHE = '\'';

  private SpreadsheetCell() {}

  /** The value as text that no spreadsheet runs; nothing for null. */
  public static String of(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    boolean defused = !(value instanceof Number) && hidesAFormula(text);
    return defused ? APOSTROPHE + text : text;
  }

  /** The text of a cell that was written by {@link #of}. */
  static String read(String cell) {
    boolean defused = !cell.isEmpty() && cell.charAt(0) == APOSTROPHE && hidesAFormula(cell);
    return defused ? cell.substring(1) : cell;
  }

  /** Whether a formula begins the text, or stands behind nothing but apostrophes. */
  private static boolean hidesAFormula(String text) {
    int apostrophes = 0;
    while (apostrophes < text.length() && text.charAt(apostrophes) == APOSTROPHE) {
      apostrophes++;
    }
    return beginsAFormula(text.substring(apostrophes));
  }

  private static boolean beginsAFormula(String text) {
    return !text.isEmpty()
        && (isSign(text.charAt(0))
            || text.chars()
                .dropWhile(SpreadsheetCell::isBlank)
                .limit(1)
                .anyMatch(SpreadsheetCell::isSign));
  }

  private static boolean isSign(int c) {
    return BEGINS_A_FORMULA.indexOf(c) >= 0;
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
