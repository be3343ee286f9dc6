package io.qalam.adjudication;

import io.qalam.adjudication.Coefficient.Basis;
import io.qalam.adjudication.model.SharedLabel;
import io.qalam.labelschema.model.LabelSet;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Adds up agreement post by post, so that a project of any size is read once and never held whole.
 */
final class AgreementTally {

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final SharedPosts all = new SharedPosts();
  private final Map<LocalDate, SharedPosts> weeks = new TreeMap<>();
  private final Map<Pair, Confusion> pairs = new HashMap<>();
  private final Map<UUID, Comparisons> annotators = new HashMap<>();
  private final Map<UUID, Integer> here = new TreeMap<>();
  private @Nullable UUID post;
  private Instant newest = Instant.EPOCH;

  /** Adds a label; those of one post come one after the other. */
  void add(SharedLabel label) {
    if (!label.postId().equals(post)) {
      finishPost();
      post = label.postId();
    }
    here.put(label.accountId(), number(label.label()));
    newest = label.at().isAfter(newest) ? label.at() : newest;
  }

  private int number(String label) {
    return numbers.computeIfAbsent(label, unseen -> numbers.size());
  }

  private void finishPost() {
    if (here.size() >= 2) {
      List<Integer> combination = here.values().stream().sorted().toList();
      all.add(combination);
      weeks.computeIfAbsent(week(newest), monday -> new SharedPosts()).add(combination);
      compareAll();
    }
    here.clear();
    newest = Instant.EPOCH;
  }

  private static LocalDate week(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private void compareAll() {
    List<Map.Entry<UUID, Integer>> ordered = new ArrayList<>(here.entrySet());
    ordered.forEach(own -> of(own.getKey()).posts++);
    for (int i = 0; i < ordered.size(); i++) {
      for (int j = i + 1; j < ordered.size(); j++) {
        compare(ordered.get(i), ordered.get(j));
      }
    }
  }

  private void compare(Map.Entry<UUID, Integer> one, Map.Entry<UUID, Integer> other) {
    pairs
        .computeIfAbsent(new Pair(one.getKey(), other.getKey()), pair -> new Confusion())
        .add(one.getValue(), other.getValue());
    boolean same = one.getValue().equals(other.getValue());
    of(one.getKey()).count(same);
    of(other.getKey()).count(same);
  }

  private Comparisons of(UUID account) {
    return annotators.computeIfAbsent(account, id -> new Comparisons());
  }

  /** Whether no post so far was labelled twice. */
  boolean isEmpty() {
    finishPost();
    return all.posts() == 0;
  }

  /**
   * The figures of all that was added; {@code labels} gives the labels to report and their order.
   *
   * @param several whether what was added are label sets: a label then counts wherever it is one of
   *     them
   */
  Agreement agreement(List<String> labels, boolean several) {
    if (isEmpty()) {
      return Agreement.absent(Basis.NO_OVERLAP, labels);
    }
    List<int[]> groups = labels.stream().map(label -> group(label, several)).toList();
    SharedPosts.Figures figures = all.figures(numbers.size());
    List<Coefficient> alphas = figures.alphas(groups);
    return new Agreement(
        all.posts(),
        alphas.get(0),
        several ? Optional.of(figures.alpha(distances())) : Optional.empty(),
        figures.fleiss(),
        figures.ratings(),
        OptionalDouble.of(figures.observed()),
        IntStream.range(0, labels.size())
            .mapToObj(i -> ofLabel(labels.get(i), groups.get(i), figures, alphas.get(i + 1)))
            .toList(),
        ofAnnotators(),
        ofPairs(),
        ofWeeks());
  }

  private double[][] distances() {
    return SetDistance.masi(numbers.keySet().stream().map(LabelSet::parse).toList());
  }

  /** The numbers of what carries the label: its own, or those of the label sets that have it. */
  private int[] group(String label, boolean several) {
    return several
        ? numbers.entrySet().stream()
            .filter(set -> LabelSet.parse(set.getKey()).has(label))
            .mapToInt(Map.Entry::getValue)
            .toArray()
        : new int[] {number(label)};
  }

  private static Agreement.OfLabel ofLabel(
      String label, int[] group, SharedPosts.Figures figures, Coefficient alpha) {
    return new Agreement.OfLabel(label, figures.given(group), figures.observedOn(group), alpha);
  }

  private List<Agreement.OfAnnotator> ofAnnotators() {
    return annotators.entrySet().stream()
        .map(entry -> entry.getValue().of(entry.getKey()))
        .sorted(
            Comparator.comparingInt(Agreement.OfAnnotator::posts)
                .reversed()
                .thenComparing(Agreement.OfAnnotator::account))
        .toList();
  }

  private List<Agreement.OfPair> ofPairs() {
    return pairs.entrySet().stream()
        .map(entry -> ofPair(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingInt(Agreement.OfPair::posts)
                .reversed()
                .thenComparing(Agreement.OfPair::first)
                .thenComparing(Agreement.OfPair::second))
        .toList();
  }

  private Agreement.OfPair ofPair(Pair pair, Confusion confusion) {
    return new Agreement.OfPair(
        pair.first,
        pair.second,
        confusion.posts(),
        confusion.observed(),
        confusion.kappa(numbers.size()));
  }

  private List<Agreement.OfWeek> ofWeeks() {
    return weeks.entrySet().stream()
        .map(entry -> ofWeek(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Agreement.OfWeek ofWeek(LocalDate monday, SharedPosts posts) {
    SharedPosts.Figures figures = posts.figures(numbers.size());
    return new Agreement.OfWeek(monday, posts.posts(), figures.observed(), figures.alphaOnly());
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
      return new Agreement.OfAnnotator(account, posts, made, (double) agreed / made);
    }
  }
}
