package io.qalam.trainingset;

import io.qalam.queue.model.Arm;
import io.qalam.trainingset.model.GivenLabel;
import io.qalam.trainingset.model.LabelSource;
import io.qalam.trainingset.model.SettledPost;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
   * @param arm how its post was chosen for review; null where nobody chose it, or several did
   *     differently
   */
  record CountedLabel(String label, LabelSource source, @Nullable Instant at, @Nullable Arm arm) {}

  /**
   * The label of this post that counts.
   *
   * @param given the labels in force that people gave it
   */
  Optional<CountedLabel> labelOf(SettledPost post, List<GivenLabel> given) {
    return switch (post.state()) {
      case ADJUDICATED ->
          newest(post, given.stream().filter(CountingRules::byEditor).toList(), arm(given));
      case LABELLED ->
          agreed(post, given.stream().filter(label -> !byEditor(label)).toList(), arm(given));
      case NEW, PREDICTED, SKIPPED -> imported(post);
      case FLAGGED, DISPUTED -> Optional.empty();
    };
  }

  private static @Nullable Arm arm(List<GivenLabel> given) {
    List<Arm> arms =
        given.stream().map(GivenLabel::arm).filter(Objects::nonNull).distinct().toList();
    return arms.size() == 1 ? arms.get(0) : null;
  }

  private Optional<CountedLabel> agreed(
      SettledPost post, List<GivenLabel> given, @Nullable Arm arm) {
    boolean differ = given.stream().map(GivenLabel::label).distinct().count() > 1;
    return differ ? Optional.empty() : newest(post, given, arm);
  }

  private Optional<CountedLabel> newest(
      SettledPost post, List<GivenLabel> given, @Nullable Arm arm) {
    return given.stream()
        .filter(label -> label.label().equals(post.finalLabel()))
        .filter(label -> labels.contains(label.label()))
        .max(Comparator.comparing(GivenLabel::at))
        .map(label -> new CountedLabel(label.label(), label.source(), label.at(), arm));
  }

  private Optional<CountedLabel> imported(SettledPost post) {
    return Optional.ofNullable(post.goldLabel())
        .filter(label -> gold && labels.contains(label))
        .map(label -> new CountedLabel(label, LabelSource.GOLD, null, null));
  }

  private static boolean byEditor(GivenLabel label) {
    return label.source() == LabelSource.ADJUDICATED;
  }
}
