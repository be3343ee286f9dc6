package io.qalam.prediction;

import io.qalam.prediction.model.PredictionBatch;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a worker's answer is one to the batch, post by post and label or summary. */
final class AnswerCheck {

  /** How far rounding may carry a sum of probabilities from 1. */
  private static final double ROUNDING = 0.01;

  private AnswerCheck() {}

  /**
   * Why the answer cannot be used; empty when it can.
   *
   * @param labels that were asked for; none where summaries were
   * @param liveSequence of what predicts for the project now
   */
  static Optional<String> fault(
      PredictionAnswer answer,
      PredictionBatch batch,
      long liveSequence,
      Collection<UUID> asked,
      List<String> labels) {
    return Stream.of(
            Optional.ofNullable(answer.error()),
            differs("label schema", answer.schemaVersion(), batch.getSchemaVersion()),
            differs("live sequence", answer.liveSequence(), liveSequence),
            differs("adapter", answer.adapterId(), batch.getAdapterId()),
            baseModel(answer),
            posts(answer, asked),
            answer.predictions().stream()
                .map(prediction -> labels.isEmpty() ? fault(prediction) : fault(prediction, labels))
                .flatMap(Optional::stream)
                .findFirst())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> differs(
      String what, @Nullable Object answered, @Nullable Object asked) {
    return Objects.equals(answered, asked)
        ? Optional.empty()
        : Optional.of("it is of %s %s, asked was %s".formatted(what, answered, asked));
  }

  private static Optional<String> baseModel(PredictionAnswer answer) {
    return answer.baseModel() == null
        ? Optional.of("it does not say which base model answered")
        : Optional.empty();
  }

  private static Optional<String> posts(PredictionAnswer answer, Collection<UUID> asked) {
    List<UUID> answered = answer.predictions().stream().map(PostPrediction::postId).toList();
    Set<UUID> distinct = new HashSet<>(answered);
    return distinct.size() == answered.size() && distinct.equals(Set.copyOf(asked))
        ? Optional.empty()
        : Optional.of("it does not answer each of the %d posts once".formatted(asked.size()));
  }

  private static Optional<String> fault(PostPrediction summary) {
    if (summary.summary() == null || summary.label() != null) {
      return Optional.of("summaries were asked for, and it has a label or no summary");
    }
    return summary.margin() >= 0 && summary.margin() <= 1 + ROUNDING
        ? Optional.empty()
        : Optional.of("the confidence of a summary is not between 0 and 1");
  }

  private static Optional<String> fault(PostPrediction prediction, List<String> labels) {
    Map<String, Float> probabilities = prediction.probabilities();
    if (probabilities == null || !probabilities.keySet().equals(Set.copyOf(labels))) {
      return Optional.of("the probabilities are not those of the labels " + labels);
    }
    double sum = 0;
    for (@Nullable Float probability : probabilities.values()) {
      if (probability == null || !(probability >= 0 && probability <= 1 + ROUNDING)) {
        return Optional.of("a probability is not between 0 and 1");
      }
      sum += probability;
    }
    boolean right =
        Math.abs(sum - 1) <= ROUNDING
            && prediction.margin() >= 0
            && prediction.margin() <= 1 + ROUNDING
            && prediction.label() != null
            && probabilities.containsKey(prediction.label());
    return right ? Optional.empty() : Optional.of("label, margin and probabilities do not agree");
  }
}
