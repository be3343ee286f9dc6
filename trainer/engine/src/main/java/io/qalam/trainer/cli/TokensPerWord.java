package io.qalam.trainer.cli;

import io.qalam.trainer.corpus.Corpus;
import io.qalam.trainer.text.TextTokenizer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints how many tokens a word takes, by language and script: {@code --model DIR --data DIR --own
 * FILES}.
 *
 * <p>Measured on development texts, which the tokenizer's trainer never saw. A word is a run of
 * letters, marks and digits, encoded with the blank before it.
 */
public final class TokensPerWord {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}\u200c\u200d]+");

  private TokensPerWord() {}

  public static void main(String[] arguments) throws IOException {
    Options options = new Options(arguments, Set.of("--model", "--data", "--own"));
    Corpus corpus = Corpus.read(options.path("--data"), options.paths("--own"), List.of());
    try (TextTokenizer tokenizer = TextTokenizer.open(options.path("--model"))) {
      measure(tokenizer, corpus.developmentTexts())
          .forEach(
              (script, share) ->
                  System.out.printf(Locale.ROOT, "%s: %.2f tokens per word%n", script, share));
    }
  }

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
