package io.qalam.ingestion.model;

import java.text.Normalizer;
import java.util.Optional;

/**
 * What a summary that somebody wrote may be: kept in NFC, with its direction characters as they
 * came.
 */
public final class SummaryText {

  /** The longest there is, in Unicode code points. */
  public static final int MOST = 2_000;

  private SummaryText() {}

  /** What is wrong with a summary. */
  public enum Fault {
    /** Nothing in it can be seen. */
    BLANK,
    /** It has more than {@link #MOST} code points. */
    LONG,
    /** It holds U+0000, which PostgreSQL cannot store. */
    NUL,
    /** It holds half a surrogate pair. */
    SURROGATE
  }

  /** The text as it is kept: NFC, line feeds alone, no white space around it. */
  public static String tidy(String text) {
    return Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
        .strip();
  }

  /** What a model wrote, as it is kept: what cannot be stored goes, and what is beyond the end. */
  public static String ofModel(String written) {
    StringBuilder kept = new StringBuilder();
    tidy(written)
        .codePoints()
        .filter(c -> c != 0 && Character.getType(c) != Character.SURROGATE)
        .limit(MOST)
        .forEach(kept::appendCodePoint);
    return kept.toString().strip();
  }

  /** Why a tidied text is no summary; empty where it is one. */
  public static Optional<Fault> fault(String text) {
    if (text.indexOf(0) >= 0) {
      return Optional.of(Fault.NUL);
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      return Optional.of(Fault.SURROGATE);
    }
    if (text.codePoints().noneMatch(SummaryText::isVisible)) {
      return Optional.of(Fault.BLANK);
    }
    return text.codePointCount(0, text.length()) > MOST
        ? Optional.of(Fault.LONG)
        : Optional.empty();
  }

  private static boolean isVisible(int c) {
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && !Character.isISOControl(c)
        && Character.getType(c) != Character.FORMAT;
  }
}
