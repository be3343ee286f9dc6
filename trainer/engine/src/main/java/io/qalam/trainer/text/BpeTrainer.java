package io.qalam.trainer.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Learns a byte-level BPE vocabulary (Sennrich et al. 2016, arXiv:1508.07909, over bytes as in
 * GPT-2).
 *
 * <p>Texts come with a weight, so that a language with little text still gets words of its own. The
 * result depends on the texts alone: equal counts are settled by the lower pair of ids.
 */
final class BpeTrainer {

  /** Tokens in order of their ids, as bytes, and the merges that made them, in order. */
  record Vocabulary(List<byte[]> tokens, List<int[]> merges) {}

  private record Candidate(long pair, long count) {}

  private final Map<String, Long> wordCounts = new LinkedHashMap<>();
  private final List<int[]> words = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private final Map<Long, Long> pairCounts = new HashMap<>();
  private final Map<Long, Set<Integer>> pairWords = new HashMap<>();
  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::pair));

  /** Counts a text's pieces, each as often as the weight says. */
  void add(String text, int weight) {
    for (byte[] piece : PreTokenizer.split(text)) {
      wordCounts.merge(new String(piece, StandardCharsets.ISO_8859_1), (long) weight, Long::sum);
    }
  }

  /** Learns merges until the vocabulary has the given size; the first 256 tokens are the bytes. */
  Vocabulary train(int size) {
    wordCounts.forEach(this::addWord);
    pairCounts.forEach((pair, count) -> queue.add(new Candidate(pair, count)));
    List<byte[]> tokens = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      tokens.add(new byte[] {(byte) b});
    }
    List<int[]> merges = new ArrayList<>();
    while (tokens.size() < size) {
      Candidate best = queue.poll();
      if (best == null || best.count < 2) {
        throw new IllegalStateException(
            "The texts give only " + tokens.size() + " tokens, wanted " + size);
      }
      if (pairCounts.getOrDefault(best.pair, 0L) != best.count) {
        continue;
      }
      int[] merge = {left(best.pair), right(best.pair)};
      merges.add(merge);
      merge(best.pair, tokens.size());
      tokens.add(concatenate(tokens.get(merge[0]), tokens.get(merge[1])));
    }
    return new Vocabulary(tokens, merges);
  }

  private void addWord(String word, long count) {
    int[] symbols = word.chars().toArray();
    int index = words.size();
    words.add(symbols);
    counts.add(count);
    for (int i = 0; i + 1 < symbols.length; i++) {
      change(pair(symbols[i], symbols[i + 1]), count, index);
    }
  }

  private void change(long pair, long by, int word) {
    pairCounts.merge(pair, by, Long::sum);
    if (by > 0) {
      pairWords.computeIfAbsent(pair, p -> new HashSet<>()).add(word);
    }
  }

  private void merge(long pair, int token) {
    Set<Integer> holders = pairWords.remove(pair);
    Set<Long> touched = new HashSet<>();
    for (int index : holders == null ? Set.<Integer>of() : holders) {
      mergeIn(index, pair, token, touched);
    }
    pairCounts.remove(pair);
    for (long changed : touched) {
      long count = pairCounts.getOrDefault(changed, 0L);
      if (count > 0 && changed != pair) {
        queue.add(new Candidate(changed, count));
      }
    }
  }

  private void mergeIn(int index, long pair, int token, Set<Long> touched) {
    int[] old = words.get(index);
    long count = counts.get(index);
    int[] merged = new int[old.length];
    int length = 0;
    for (int i = 0; i < old.length; i++) {
      if (i + 1 < old.length && pair(old[i], old[i + 1]) == pair) {
        merged[length++] = token;
        i++;
      } else {
        merged[length++] = old[i];
      }
    }
    if (length == old.length) {
      return;
    }
    for (int i = 0; i + 1 < old.length; i++) {
      change(pair(old[i], old[i + 1]), -count, index);
      touched.add(pair(old[i], old[i + 1]));
    }
    int[] word = java.util.Arrays.copyOf(merged, length);
    words.set(index, word);
    for (int i = 0; i + 1 < length; i++) {
      change(pair(word[i], word[i + 1]), count, index);
      touched.add(pair(word[i], word[i + 1]));
    }
  }

  private static byte[] concatenate(byte[] left, byte[] right) {
    byte[] joined = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, joined, left.length, right.length);
    return joined;
  }

  private static long pair(int left, int right) {
    return ((long) left << 32) | right;
  }

  private static int left(long pair) {
    return (int) (pair >>> 32);
  }

  private static int right(long pair) {
    return (int) pair;
  }
}
