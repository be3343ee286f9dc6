package io.qalam.trainer.yardstick;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import io.qalam.trainer.protocol.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * TF-IDF of words (1–2) and of characters inside words (2–5), each block of unit length.
 *
 * <p>As scikit-learn's {@code TfidfVectorizer} with smoothed idf, {@code ln((1 + n) / (1 + df)) +
 * 1}, and for the characters its {@code char_wb} analyzer, which cuts at spaces alone: signs and
 * emoji count. A word is one of {@link Words}, so that Devanagari's vowel signs do not cut it.
 */
final class TextFeatures {

  private static final int LONGEST_PHRASE = 2;
  private static final int SHORTEST_GRAM = 2;
  private static final int LONGEST_GRAM = 5;

  private final Block words;
  private final Block characters;

  /** Terms and their weights, as they are in these texts. */
  TextFeatures(Collection<String> texts) {
    this(Terms.of(texts, TextFeatures::phrases), Terms.of(texts, TextFeatures::grams));
  }

  /** Terms and their weights, as they were found before. */
  TextFeatures(Terms words, Terms characters) {
    this.words = new Block(words, TextFeatures::phrases, 1);
    this.characters = new Block(characters, TextFeatures::grams, 1 + words.size());
  }

  Terms words() {
    return words.terms;
  }

  Terms characters() {
    return characters.terms;
  }

  /** The index of the last feature; the first is 1. */
  int size() {
    return words.size() + characters.size();
  }

  /** The features of a text, by rising index, and room for one more; unknown terms are left out. */
  List<Feature> of(String text) {
    List<Feature> features = new ArrayList<>();
    for (Block block : List.of(words, characters)) {
      block.weights(text).entrySet().stream()
          .map(e -> new FeatureNode(block.index(e.getKey()), e.getValue()))
          .sorted(Comparator.comparingInt(FeatureNode::getIndex))
          .forEach(features::add);
    }
    return features;
  }

  /** The weights of a text's words and pairs of words. */
  Map<String, Double> wordWeights(String text) {
    return words.weights(text);
  }

  /** The weights of a text's runs of characters. */
  Map<String, Double> characterWeights(String text) {
    return characters.weights(text);
  }

  private static List<String> phrases(String text) {
    List<String> tokens = Words.of(text);
    List<String> phrases = new ArrayList<>();
    for (int length = 1; length <= LONGEST_PHRASE; length++) {
      for (int from = 0; from + length <= tokens.size(); from++) {
        phrases.add(String.join(" ", tokens.subList(from, from + length)));
      }
    }
    return phrases;
  }

  /** Runs of characters of what stands between spaces, with one space before and behind it. */
  private static List<String> grams(String text) {
    List<String> grams = new ArrayList<>();
    for (String token : Words.plain(text).strip().split("\\s+", -1)) {
      int[] signs = (" " + token + " ").codePoints().toArray();
      for (int length = SHORTEST_GRAM; length <= Math.min(LONGEST_GRAM, signs.length); length++) {
        for (int from = 0; from + length <= signs.length; from++) {
          grams.add(new String(signs, from, length));
        }
      }
    }
    return grams;
  }

  /** One kind of terms, and the indices of its features. */
  private static final class Block {
    private final Terms terms;
    private final Function<String, List<String>> analyzer;
    private final int first;

    Block(Terms terms, Function<String, List<String>> analyzer, int first) {
      this.terms = terms;
      this.analyzer = analyzer;
      this.first = first;
    }

    int size() {
      return terms.size();
    }

    int index(String term) {
      return first + terms.place(term);
    }

    Map<String, Double> weights(String text) {
      Map<String, Double> weights = new TreeMap<>();
      for (String term : analyzer.apply(text)) {
        int place = terms.place(term);
        if (place >= 0) {
          weights.merge(term, terms.idf(place), Double::sum);
        }
      }
      double length = Math.sqrt(weights.values().stream().mapToDouble(w -> w * w).sum());
      weights.replaceAll((term, weight) -> weight / length);
      return weights;
    }
  }
}
