package io.qalam.trainingset;

import io.qalam.trainingset.model.GivenLabel;
import io.qalam.trainingset.model.LabelSource;
import io.qalam.trainingset.model.SettledPost;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which label of a post counts for training, if any does.
 *
 * <p>An editor's adjudication outranks all. Without one, the label all annotators agreed on counts;
 * a post that was skipped, is flagged or disputed has none, and neither has one whose label the
 * schema in force no longer knows. The label that came with an import counts only where the project
 * says so and nobody has said anything about the post.
 *
 * @param labels of the label schema in force
 * @param gold whether imported labels count
 */
record CountingRules(Set<String> labels, boolean gold) {

  CountingRules {
    labels = Set.copyOf(labels);
  }

  /**
   * A label that counts.
   *
   * @param at when it was given; null for one that came with the import
   */
  record CountedLabel(String label, LabelSource source, @Nullable Instant at) {}

  /**
   * The label of this post that counts.
   *
   * @param given the labels in force that people gave it
   */
  Optional<CountedLabel> labelOf(SettledPost post, List<GivenLabel> given) {
    return switch (post.state()) {
      case ADJUDICATED -> newest(post, given.stream().filter(CountingRules::byEditor).toList());
      case LABELLED -> agreed(post, given.stream().filter(label -> !byEditor(label)).toList());
      case NEW, PREDICTED, SKIPPED -> imported(post);
      case FLAGGED, DISPUTED -> Optional.empty();
    };
  }

  private Optional<CountedLabel> agreed(SettledPost post, List<GivenLabel> given) {
    boolean differ = given.stream().map(GivenLabel::label).distinct().count() > 1;
    return differ ? Optional.empty() : newest(post, given);
  }

  private Optional<CountedLabel> newest(SettledPost post, List<GivenLabel> given) {
    return given.stream()
        .filter(label -> label.label().equals(post.finalLabel()))
        .filter(label -> labels.contains(label.label()))
        .max(Comparator.comparing(GivenLabel::at))
        .map(label -> new CountedLabel(label.label(), label.source(), label.at()));
  }

  private Optional<CountedLabel> imported(SettledPost post) {
    return Optional.ofNullable(post.goldLabel())
        .filter(label -> gold && labels.contains(label))
        .map(label -> new CountedLabel(label, LabelSource.GOLD, null));
  }

  private static boolean byEditor(GivenLabel label) {
    return label.source() == LabelSource.ADJUDICATED;
  }
}
