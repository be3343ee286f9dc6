package io.qalam.trainer.base;

import io.qalam.trainer.text.TextTokenizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many tokens a word takes, by language and script.
 *
 * <p>Measured on development texts, which the tokenizer's trainer never saw. A word is a run of
 * letters, marks and digits, encoded with the blank before it.
 */
final class TokensPerWord {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}\u200c\u200d]+");

  private TokensPerWord() {}

  static Map<String, Double> measure(TextTokenizer tokenizer, Map<String, List<String>> texts) {
    Map<String, Double> shares = new TreeMap<>();
    texts.forEach((script, rows) -> shares.put(script, share(tokenizer, rows)));
    return shares;
  }

  private static double share(TextTokenizer tokenizer, List<String> texts) {
    long words = 0;
    long tokens = 0;
    for (String text : texts) {
      Matcher matcher = WORD.matcher(text);
      while (matcher.find()) {
        words++;
        tokens += tokenizer.encode(" " + matcher.group()).length;
      }
    }
    return words == 0 ? 0 : (double) tokens / words;
  }
}
