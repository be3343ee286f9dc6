package io.qalam.adjudication;

import io.qalam.adjudication.LabelErrors.Suspect;
import io.qalam.adjudication.model.ScoredPost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds labels that a model is confident are others.
 *
 * <p>Northcutt, Jiang and Chuang 2021, "Confident Learning: Estimating Uncertainty in Dataset
 * Labels", arXiv:1911.00068, §3.1. The threshold of a label is the mean probability that posts with
 * it have of it: {@code t_j = mean of p(j; x) over posts given j}. A post counts as label j where
 * {@code p(j; x) ≥ t_j}; of several, the likeliest. A post given i that counts as j ≠ i is
 * suspected. The list is ranked by normalised margin, {@code p(given; x) − max p(other; x)}.
 */
final class ConfidentLearning {

  private final List<String> labels;
  private final List<ScoredPost> posts = new ArrayList<>();
  private int asked;

  /**
   * @param labels those that count; posts of others are left out
   */
  ConfidentLearning(List<String> labels) {
    this.labels = List.copyOf(labels);
  }

  /** Adds a post, unless the one before was the same: its newest prediction comes first. */
  void add(ScoredPost post) {
    asked++;
    int last = posts.size() - 1;
    boolean known = last >= 0 && posts.get(last).postId().equals(post.postId());
    if (!known && labels.contains(post.label())) {
      posts.add(post);
    }
  }

  int posts() {
    return posts.size();
  }

  /**
   * What is suspected.
   *
   * @param settled how many posts have a settled label
   */
  LabelErrors errors(long settled) {
    Map<String, Double> thresholds = thresholds();
    Map<String, Map<String, Integer>> joint = new LinkedHashMap<>();
    List<Suspect> suspects = new ArrayList<>();
    for (ScoredPost post : posts) {
      confident(post, thresholds)
          .ifPresent(
              label -> {
                joint
                    .computeIfAbsent(post.label(), given -> new LinkedHashMap<>())
                    .merge(label, 1, Integer::sum);
                if (!label.equals(post.label())) {
                  suspects.add(suspect(post, label));
                }
              });
    }
    suspects.sort(Comparator.comparingDouble(Suspect::margin).thenComparing(Suspect::postId));
    List<Suspect> first = suspects.subList(0, Math.min(LabelErrors.MOST, suspects.size()));
    return new LabelErrors(
        posts.size(),
        settled - posts.size(),
        asked >= LabelErrors.MOST_PREDICTIONS,
        thresholds,
        joint,
        suspects.size(),
        List.copyOf(first));
  }

  private Map<String, Double> thresholds() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (String label : labels) {
      posts.stream()
          .filter(post -> post.label().equals(label))
          .mapToDouble(post -> probability(post, label))
          .average()
          .ifPresent(mean -> means.put(label, mean));
    }
    return means;
  }

  private static Optional<String> confident(ScoredPost post, Map<String, Double> thresholds) {
    return thresholds.entrySet().stream()
        .filter(label -> probability(post, label.getKey()) >= label.getValue())
        .map(Map.Entry::getKey)
        .max(Comparator.comparingDouble(label -> probability(post, label)));
  }

  private static Suspect suspect(ScoredPost post, String probable) {
    double others =
        post.probabilities().entrySet().stream()
            .filter(label -> !label.getKey().equals(post.label()))
            .mapToDouble(Map.Entry::getValue)
            .max()
            .orElse(0);
    double margin = probability(post, post.label()) - others;
    return new Suspect(
        post.postId(), post.label(), probable, post.heldOut(), margin, post.probabilities());
  }

  private static double probability(ScoredPost post, String label) {
    return post.probabilities().getOrDefault(label, 0.0);
  }
}
