package io.qalam.trainer.corpus;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A text as the leak check sees it: no case, marks of Arabic vowels, links, mentions, punctuation
 * or spacing.
 */
record TextKey(String normalised, Set<String> words) {
  private static final Pattern LINK_OR_MENTION =
      Pattern.compile("https?\\S*|@\\S+|&\\w+;|\\brt\\b|\\burl\\b|\\buser\\b");
  private static final Pattern ARABIC_MARK =
      Pattern.compile("[\\u064b-\\u065f\\u0670\\u0640\\u200c-\\u200f]");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  static TextKey of(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    plain = LINK_OR_MENTION.matcher(plain).replaceAll(" ");
    plain = ARABIC_MARK.matcher(plain).replaceAll("");
    plain = plain.replaceAll("[أإآ]", "ا").replace('ى', 'ي').replace('ة', 'ه');
    plain = NO_WORD.matcher(plain).replaceAll(" ").strip();
    return new TextKey(
        plain, new TreeSet<>(plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" "))));
  }
}
