package io.qalam.trainer.protocol;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Words in any script: runs of letters, marks and digits, after NFKC and lower case.
 *
 * <p>Vowel signs stay with their Devanagari and Arabic letters; joiners and other invisible
 * characters, and the tatweel that only stretches a word, go.
 */
public final class Words {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u0640]+");

  private static final Pattern ARABIC_VOWEL_MARK = Pattern.compile("[\\u064b-\\u065f\\u0670]+");

  private Words() {}

  public static List<String> of(String text) {
    return WORD.matcher(plain(text)).results().map(MatchResult::group).toList();
  }

  /** The text in NFKC and lower case, without what cannot be seen. */
  public static String plain(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return INVISIBLE.matcher(composed).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** {@link #plain} in one Arabic spelling: no vowel marks, one alef, one ya, one ha. */
  public static String oneSpelling(String text) {
    String unmarked = ARABIC_VOWEL_MARK.matcher(plain(text)).replaceAll("");
    return unmarked.replaceAll("[أإآ]", "ا").replace('ى', 'ي').replace('ة', 'ه');
  }
}
