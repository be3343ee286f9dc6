package io.qalam.ingestion.model;

import java.util.Arrays;

/**
 * The signature by which near-duplicates find each other without comparing every pair.
 *
 * <p>MinHash over character 5-grams (Broder 1997, "On the resemblance and containment of
 * documents"), cut into bands (Leskovec et al., "Mining of Massive Datasets", §3.4): eight bands of
 * six rows. Two texts that share a band are candidates (at a Jaccard index s with probability 1 −
 * (1 − s⁶)⁸: 0.91 at 0.8, 0.12 at 0.5); they are near-duplicates when the index itself, {@link
 * #similarity}, reaches {@link #THRESHOLD}.
 */
public final class NearDuplicates {

  /** Jaccard index of the 5-gram sets from which on two posts share a cluster. */
  public static final double THRESHOLD = 0.7;

  /** Bands of a signature. */
  public static final int BANDS = 8;

  private static final int ROWS = 6;
  private static final int GRAM = 5;

  private NearDuplicates() {}

  /** The signature's bands; two texts that agree in one are candidates. */
  public static long[] bands(MatchText text) {
    long[] grams = grams(text);
    long[] least = new long[BANDS * ROWS];
    Arrays.fill(least, Long.MAX_VALUE);
    for (long gram : grams) {
      for (int row = 0; row < least.length; row++) {
        least[row] = Math.min(least[row], mix(gram + row * 0x9E3779B97F4A7C15L));
      }
    }
    return join(least);
  }

  private static long[] join(long[] least) {
    long[] bands = new long[BANDS];
    for (int row = 0; row < least.length; row++) {
      int band = row / ROWS;
      bands[band] = mix(bands[band] * 31 + least[row]);
    }
    return bands;
  }

  /** Jaccard index of the two texts' 5-gram sets, 0 to 1. */
  public static double similarity(MatchText one, MatchText other) {
    long[] a = grams(one);
    long[] b = grams(other);
    int shared = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] == b[j]) {
        shared++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return (double) shared / (a.length + b.length - shared);
  }

  /** Hashes of the distinct 5-grams, sorted; a shorter text is one gram. */
  private static long[] grams(MatchText text) {
    String value = text.value();
    int count = Math.max(1, value.length() - GRAM + 1);
    long[] grams = new long[count];
    for (int i = 0; i < count; i++) {
      grams[i] = hash(value, i, Math.min(value.length(), i + GRAM));
    }
    Arrays.sort(grams);
    int distinct = 1;
    for (int i = 1; i < count; i++) {
      if (grams[i] != grams[i - 1]) {
        grams[distinct++] = grams[i];
      }
    }
    return Arrays.copyOf(grams, distinct);
  }

  private static long hash(String value, int from, int to) {
    long hash = to - from;
    for (int i = from; i < to; i++) {
      hash = mix(hash * 0x100000001B3L + value.charAt(i));
    }
    return hash;
  }

  /** SplitMix64's finaliser (Steele et al. 2014): every input bit reaches every output bit. */
  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
