package io.qalam.trainer.file;

import java.util.regex.Pattern;

/**
 * A message that quotes a foreign file on one line of bounded length: a name in such a file may
 * hold line breaks, or megabytes.
 */
public final class OneLine {
  private static final int HEAD = 700;
  private static final int TAIL = 250;
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

  private OneLine() {}

  /** The text with its controls replaced, and its middle cut where it is too long. */
  public static String of(String text) {
    String cut =
        text.length() <= HEAD + TAIL
            ? text
            : text.substring(0, HEAD) + " … " + text.substring(text.length() - TAIL);
    return BREAKS.matcher(cut).replaceAll("\ufffd");
  }
}
