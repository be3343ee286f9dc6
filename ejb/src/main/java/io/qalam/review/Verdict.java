package io.qalam.review;

import io.qalam.ingestion.model.PostState;
import io.qalam.review.model.Decision;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a post's annotations in force amount to; an adjudication outranks it.
 *
 * <p>A flag asks for an editor at once. Labels count when there are as many as the project wants:
 * then they agree, or the post is disputed.
 *
 * @param label the label that counts, when there is one
 */
public record Verdict(PostState state, @Nullable String label) {

  /** One annotation in force. */
  public record Voice(Decision decision, @Nullable String label) {}

  /** The verdict of these voices where {@code overlap} labels are wanted. */
  public static Verdict of(List<Voice> voices, int overlap) {
    if (has(voices, Decision.FLAGGED)) {
      return new Verdict(PostState.FLAGGED, null);
    }
    List<String> labels =
        voices.stream()
            .filter(voice -> voice.decision().givesLabel())
            .map(voice -> Objects.requireNonNull(voice.label()))
            .toList();
    if (!labels.isEmpty() && labels.size() >= overlap) {
      return labels.stream().distinct().count() == 1
          ? new Verdict(PostState.LABELLED, labels.get(0))
          : new Verdict(PostState.DISPUTED, null);
    }
    boolean onlySkipped = labels.isEmpty() && has(voices, Decision.SKIPPED);
    return new Verdict(onlySkipped ? PostState.SKIPPED : PostState.PREDICTED, null);
  }

  private static boolean has(List<Voice> voices, Decision decision) {
    return voices.stream().anyMatch(voice -> voice.decision() == decision);
  }
}
