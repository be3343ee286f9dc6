package io.qalam.ingestion.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A text as it is compared and searched, never shown: spellings that a reader takes for the same
 * become one.
 *
 * <p>In this order: compatibility decomposition and case folding (so that ligatures, presentation
 * forms, precomposed letters and capitals fall away); out go combining hamza and the other Arabic
 * signs, tatweel, the Devanagari nukta, joiners, direction marks and variation selectors; alef
 * wasla, alef maqsura, ta marbuta and the Persian and Urdu shapes of ya, kaf and ha become the
 * Arabic base letter; digits of every script become ASCII; runs of white space and control
 * characters become one space. In Devanagari a nasal consonant before a stop of its own class, and
 * candrabindu, become the anusvara: हिन्दी and हिंदी. What remains is composed again (NFC).
 * Normalising twice changes nothing.
 *
 * @param value the normalised text
 */
public record MatchText(String value) {

  private static final Pattern HOMORGANIC_NASAL =
      Pattern.compile(
          "ङ्(?=[\u0915-\u0918])|ञ्(?=[\u091A-\u091D])|ण्(?=[\u091F-\u0922])"
              + "|न्(?=[\u0924-\u0927])|म्(?=[\u092A-\u092D])|\u0901");

  private static final String ANUSVARA = "\u0902";

  /** Normalises a text; one that consists of marks alone keeps its NFKC form. */
  public static MatchText of(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    String letters = foldLetters(Normalizer.normalize(folded, Normalizer.Form.NFKD));
    String nasals = HOMORGANIC_NASAL.matcher(letters).replaceAll(ANUSVARA);
    String value = Normalizer.normalize(nasals, Normalizer.Form.NFC);
    if (value.isEmpty()) {
      return new MatchText(Normalizer.normalize(text, Normalizer.Form.NFKC).strip());
    }
    return new MatchText(value);
  }

  /** SHA-256 in lower-case hex: two posts of a project with the same one are the same post. */
  public String hash() {
    return HexFormat.of().formatHex(Sha256.of(value.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The id of the near-duplicate cluster that a post with this text founds.
   *
   * <p>It follows from the text, so that the same file imported anew gets the same splits.
   */
  public UUID clusterId() {
    ByteBuffer hash =
        ByteBuffer.wrap(Sha256.of(("cluster:" + value).getBytes(StandardCharsets.UTF_8)));
    long high = hash.getLong() & ~0xF000L | 0x8000L;
    long low = hash.getLong() >>> 2 | 1L << 63;
    return new UUID(high, low);
  }

  private static String foldLetters(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().filter(c -> !isDropped(c)).map(MatchText::base).forEach(c -> append(out, c));
    int end = out.length();
    return end > 0 && out.charAt(end - 1) == ' ' ? out.substring(0, end - 1) : out.toString();
  }

  private static void append(StringBuilder out, int c) {
    boolean repeatedSpace = c == ' ' && (out.isEmpty() || out.charAt(out.length() - 1) == ' ');
    if (!repeatedSpace) {
      out.appendCodePoint(c);
    }
  }

  private static boolean isDropped(int c) {
    return isArabicSign(c)
        || c == 0x093C // Devanagari nukta
        || c == 0x00AD // soft hyphen
        || c >= 0xFE00 && c <= 0xFE0F // variation selectors
        || Character.getType(c) == Character.FORMAT; // joiners, direction marks, BOM
  }

  private static boolean isArabicSign(int c) {
    return c == 0x0640 // tatweel
        || c >= 0x0610 && c <= 0x061A
        || c >= 0x064B && c <= 0x065F // vowel signs, shadda, sukun, combining hamza and madda
        || c == 0x0670 // superscript alef
        || c >= 0x06D6 && c <= 0x06ED && Character.getType(c) == Character.NON_SPACING_MARK
        || c >= 0x08D3 && c <= 0x08FF && Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static int base(int c) {
    return switch (c) {
      case 0x0671 -> 0x0627; // alef wasla → alef
      case 0x0649, 0x06CC, 0x06D2 -> 0x064A; // alef maqsura, Persian ya, ya barree → ya
      case 0x06A9 -> 0x0643; // keheh → kaf
      case 0x0629, 0x06BE, 0x06C1, 0x06C3, 0x06D5 -> 0x0647; // ta marbuta and shapes of ha → ha
      default -> digitOrSpace(c);
    };
  }

  private static int digitOrSpace(int c) {
    if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
      return '0' + Character.digit(c, 10);
    }
    boolean blank =
        Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    return blank ? ' ' : c;
  }
}
