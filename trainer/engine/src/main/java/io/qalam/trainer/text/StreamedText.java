package io.qalam.trainer.text;

import java.util.Map;

/**
 * The text of ids that come one by one: what is certain is given at once, a letter only when all of
 * its bytes are there. A token may end in the middle of a letter, and in Arabic or Devanagari often
 * does.
 *
 * <p>Bytes that are no UTF-8 become U+FFFD as WHATWG's Encoding Standard, §8.1.1, has it, and the
 * tokenizer's library too: the pieces joined are {@link TextTokenizer#decode} of all ids.
 */
public final class StreamedText {
  private static final int NO_LETTER = 0xFFFD;
  private static final byte[] NONE = {};

  private final Map<Integer, byte[]> tokens;
  private int letter;
  private int missing;
  private int least = 0x80;
  private int most = 0xBF;

  /**
   * @param tokens their bytes by id
   */
  StreamedText(Map<Integer, byte[]> tokens) {
    this.tokens = tokens;
  }

  /** The text that is certain after one more id, beyond what was given before; perhaps empty. */
  public String next(int id) {
    StringBuilder text = new StringBuilder();
    for (byte b : tokens.getOrDefault(id, NONE)) {
      take(b & 0xFF, text);
    }
    return text.toString();
  }

  /** What remains when no id follows: U+FFFD for a letter that was begun, or nothing. */
  public String rest() {
    StringBuilder text = new StringBuilder();
    breakOff(text);
    return text.toString();
  }

  private void take(int b, StringBuilder text) {
    if (missing > 0 && (b < least || b > most)) {
      breakOff(text);
    }
    if (missing == 0) {
      begin(b, text);
      return;
    }
    least = 0x80;
    most = 0xBF;
    letter = letter << 6 | b & 0x3F;
    if (--missing == 0) {
      text.appendCodePoint(letter);
    }
  }

  /**
   * The second byte's bounds rule out surrogates, letters beyond U+10FFFF, and longer spellings.
   */
  private void begin(int b, StringBuilder text) {
    if (b < 0x80) {
      text.append((char) b);
    } else if (b < 0xC2 || b > 0xF4) {
      text.append((char) NO_LETTER);
    } else if (b < 0xE0) {
      expect(b & 0x1F, 1, 0x80, 0xBF);
    } else if (b < 0xF0) {
      expect(b & 0x0F, 2, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF);
    } else {
      expect(b & 0x07, 3, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF);
    }
  }

  private void expect(int first, int bytes, int from, int to) {
    letter = first;
    missing = bytes;
    least = from;
    most = to;
  }

  private void breakOff(StringBuilder text) {
    if (missing > 0) {
      text.append((char) NO_LETTER);
    }
    expect(0, 0, 0x80, 0xBF);
  }
}
