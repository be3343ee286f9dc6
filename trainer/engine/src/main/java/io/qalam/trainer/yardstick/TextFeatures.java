package io.qalam.trainer.yardstick;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * TF-IDF of words (1–2) and of characters inside words (2–5), each block of unit length.
 *
 * <p>As scikit-learn's {@code TfidfVectorizer} with smoothed idf, {@code ln((1 + n) / (1 + df)) +
 * 1}, and its {@code char_wb} analyzer; a word is a run of letters, marks and digits, so that
 * Devanagari's vowel signs do not cut it.
 */
final class TextFeatures {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final int LONGEST_PHRASE = 2;
  private static final int SHORTEST_GRAM = 2;
  private static final int LONGEST_GRAM = 5;

  private final Block words;
  private final Block characters;

  /** Terms and their weights, as they are in these texts. */
  TextFeatures(Collection<String> texts) {
    words = new Block(texts.stream().map(TextFeatures::phrases).toList(), 1);
    characters = new Block(texts.stream().map(TextFeatures::grams).toList(), 1 + words.size());
  }

  int size() {
    return words.size() + characters.size();
  }

  /** The features of a text, by rising index from 1; terms never seen are left out. */
  Feature[] of(String text) {
    List<Feature> features = new ArrayList<>(words.of(phrases(text)));
    features.addAll(characters.of(grams(text)));
    return features.toArray(Feature[]::new);
  }

  private static List<String> tokens(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return WORD.matcher(plain).results().map(MatchResult::group).toList();
  }

  static List<String> phrases(String text) {
    List<String> tokens = tokens(text);
    List<String> phrases = new ArrayList<>();
    for (int length = 1; length <= LONGEST_PHRASE; length++) {
      for (int from = 0; from + length <= tokens.size(); from++) {
        phrases.add(String.join(" ", tokens.subList(from, from + length)));
      }
    }
    return phrases;
  }

  /** Runs of characters of a word with a blank before and behind it. */
  static List<String> grams(String text) {
    List<String> grams = new ArrayList<>();
    for (String token : tokens(text)) {
      int[] signs = (" " + token + " ").codePoints().toArray();
      for (int length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
        for (int from = 0; from + length <= signs.length; from++) {
          grams.add(new String(signs, from, length));
        }
        if (length >= signs.length) {
          break;
        }
      }
    }
    return grams;
  }

  /** One kind of terms. */
  private static final class Block {
    private final Map<String, Integer> indices = new HashMap<>();
    private final int first;
    private final double[] idf;

    Block(List<List<String>> texts, int first) {
      this.first = first;
      Map<String, Integer> frequency = new TreeMap<>();
      texts.forEach(
          terms -> new HashSet<>(terms).forEach(term -> frequency.merge(term, 1, Integer::sum)));
      idf = new double[frequency.size()];
      frequency.forEach(
          (term, count) -> {
            int place = indices.size();
            idf[place] = Math.log((1.0 + texts.size()) / (1.0 + count)) + 1;
            indices.put(term, first + place);
          });
    }

    int size() {
      return idf.length;
    }

    List<Feature> of(List<String> terms) {
      Map<Integer, Double> weights = new HashMap<>();
      for (String term : terms) {
        Integer index = indices.get(term);
        if (index != null) {
          weights.merge(index, idf[index - first], Double::sum);
        }
      }
      double length = Math.sqrt(weights.values().stream().mapToDouble(w -> w * w).sum());
      return weights.entrySet().stream()
          .<Feature>map(e -> new FeatureNode(e.getKey(), e.getValue() / length))
          .sorted(Comparator.comparingInt(Feature::getIndex))
          .toList();
    }
  }
}
