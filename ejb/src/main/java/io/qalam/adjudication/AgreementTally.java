package io.qalam.adjudication;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Adds up agreement post by post, so that a project of any size is read once and never held whole.
 */
final class AgreementTally {

  private final Coincidences coincidences = new Coincidences();
  private final Map<Pair, Confusion> pairs = new HashMap<>();
  private final Map<UUID, Comparisons> annotators = new HashMap<>();

  /** Adds one post: who gave it which label. */
  void add(Map<UUID, String> labels) {
    if (labels.size() < 2) {
      return;
    }
    coincidences.add(labels.values());
    List<Map.Entry<UUID, String>> ordered = List.copyOf(new TreeMap<>(labels).entrySet());
    ordered.forEach(
        own -> annotators.computeIfAbsent(own.getKey(), id -> new Comparisons()).posts++);
    for (int i = 0; i < ordered.size(); i++) {
      for (int j = i + 1; j < ordered.size(); j++) {
        compare(ordered.get(i), ordered.get(j));
      }
    }
  }

  private void compare(Map.Entry<UUID, String> one, Map.Entry<UUID, String> other) {
    pairs
        .computeIfAbsent(new Pair(one.getKey(), other.getKey()), pair -> new Confusion())
        .add(one.getValue(), other.getValue());
    boolean same = one.getValue().equals(other.getValue());
    of(one.getKey()).count(same);
    of(other.getKey()).count(same);
  }

  private Comparisons of(UUID account) {
    return Objects.requireNonNull(annotators.get(account));
  }

  /** The figures so far; {@code labels} gives the labels to report and their order. */
  Agreement agreement(List<String> labels) {
    return new Agreement(
        coincidences.posts(),
        coincidences.alpha(),
        coincidences.observed(),
        labels.stream().map(this::ofLabel).toList(),
        annotators.entrySet().stream()
            .map(entry -> entry.getValue().of(entry.getKey()))
            .sorted(
                Comparator.comparingInt(Agreement.OfAnnotator::posts)
                    .reversed()
                    .thenComparing(Agreement.OfAnnotator::account))
            .toList(),
        pairs.entrySet().stream()
            .map(entry -> ofPair(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingInt(Agreement.OfPair::posts)
                    .reversed()
                    .thenComparing(Agreement.OfPair::first)
                    .thenComparing(Agreement.OfPair::second))
            .toList());
  }

  private Agreement.OfLabel ofLabel(String label) {
    return new Agreement.OfLabel(label, coincidences.given(label), coincidences.observedOn(label));
  }

  private static Agreement.OfPair ofPair(Pair pair, Confusion confusion) {
    return new Agreement.OfPair(
        pair.first, pair.second, confusion.posts(), confusion.observed(), confusion.kappa());
  }

  private record Pair(UUID first, UUID second) {}

  private static final class Comparisons {
    private int posts;
    private int made;
    private int agreed;

    void count(boolean same) {
      made++;
      agreed += same ? 1 : 0;
    }

    Agreement.OfAnnotator of(UUID account) {
      return new Agreement.OfAnnotator(
          account, posts, made, OptionalDouble.of((double) agreed / made));
    }
  }
}
