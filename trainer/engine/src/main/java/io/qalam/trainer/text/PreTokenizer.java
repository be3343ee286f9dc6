package io.qalam.trainer.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits text into the pieces inside which byte pairs may merge.
 *
 * <p>Llama 3's pattern with one change: a word is letters <em>and marks</em>, with the joiners
 * U+200C and U+200D, since Llama's own {@code \p{L}+} cuts Hindi at every vowel sign.
 */
final class PreTokenizer {
  /** Understood alike by java.util.regex and by the Oniguruma engine behind tokenizer.json. */
  static final String PATTERN =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{M}\\p{N}]?[\\p{L}\\p{M}\u200c\u200d]+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private static final Pattern PIECE = Pattern.compile(PATTERN, Pattern.UNICODE_CHARACTER_CLASS);

  private PreTokenizer() {}

  static List<byte[]> split(String text) {
    List<byte[]> pieces = new ArrayList<>();
    Matcher matcher = PIECE.matcher(text);
    while (matcher.find()) {
      pieces.add(matcher.group().getBytes(StandardCharsets.UTF_8));
    }
    return pieces;
  }
}
