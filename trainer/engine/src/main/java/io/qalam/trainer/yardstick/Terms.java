package io.qalam.trainer.yardstick;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Terms in rising order, each with its inverse document frequency. */
final class Terms {

  private final String[] terms;
  private final double[] idf;

  /**
   * Terms as they were found before.
   *
   * @throws YardstickException when they do not rise, or a frequency is none
   */
  Terms(String[] terms, double[] idf) {
    this.terms = terms.clone();
    this.idf = idf.clone();
    for (int i = 0; i < terms.length; i++) {
      if (i > 0 && terms[i - 1].compareTo(terms[i]) >= 0) {
        throw new YardstickException(
            "term %d, '%s', does not come after '%s'".formatted(i, terms[i], terms[i - 1]));
      }
      if (!(idf[i] >= 1 && idf[i] < Double.POSITIVE_INFINITY)) {
        throw new YardstickException(
            "the idf of term %d, '%s', is %s, expected 1 or more".formatted(i, terms[i], idf[i]));
      }
    }
  }

  /** The terms of these texts, with {@code ln((1 + n) / (1 + df)) + 1}. */
  static Terms of(Collection<String> texts, Function<String, List<String>> analyzer) {
    Map<String, Integer> frequency = new TreeMap<>();
    for (String text : texts) {
      new HashSet<>(analyzer.apply(text)).forEach(term -> frequency.merge(term, 1, Integer::sum));
    }
    double[] idf =
        frequency.values().stream()
            .mapToDouble(count -> Math.log((1.0 + texts.size()) / (1.0 + count)) + 1)
            .toArray();
    return new Terms(frequency.keySet().toArray(String[]::new), idf);
  }

  int size() {
    return terms.length;
  }

  /** The term's place from 0; negative for an unknown one. */
  int place(String term) {
    return Arrays.binarySearch(terms, term);
  }

  String term(int place) {
    return terms[place];
  }

  double idf(int place) {
    return idf[place];
  }
}
