package io.qalam.review;

import io.qalam.ingestion.model.PostState;
import io.qalam.review.model.Decision;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  /**
   * The verdict of these voices where {@code overlap} labels are wanted and nobody more is asked.
   */
  public static Verdict of(List<Voice> voices, int overlap) {
    return of(voices, overlap, overlap);
  }

  /**
   * The verdict of these voices where {@code overlap} labels are wanted, and up to {@code most}
   * where the first ones disagree: then more than half of them decide.
   */
  public static Verdict of(List<Voice> voices, int overlap, int most) {
    if (has(voices, Decision.FLAGGED)) {
      return new Verdict(PostState.FLAGGED, null);
    }
    List<String> labels = labels(voices);
    if (!labels.isEmpty() && labels.size() >= overlap) {
      return ofEnough(labels, overlap, most);
    }
    boolean onlySkipped = labels.isEmpty() && has(voices, Decision.SKIPPED);
    return new Verdict(onlySkipped ? PostState.SKIPPED : PostState.PREDICTED, null);
  }

  private static Verdict ofEnough(List<String> labels, int overlap, int most) {
    if (labels.stream().distinct().count() == 1) {
      return new Verdict(PostState.LABELLED, labels.get(0));
    }
    Optional<String> majority =
        labels.size() > overlap && most > overlap ? majority(labels) : Optional.empty();
    return majority
        .map(label -> new Verdict(PostState.LABELLED, label))
        .orElseGet(
            () ->
                new Verdict(labels.size() < most ? PostState.PREDICTED : PostState.DISPUTED, null));
  }

  private static Optional<String> majority(List<String> labels) {
    return labels.stream()
        .filter(label -> 2 * Collections.frequency(labels, label) > labels.size())
        .findFirst();
  }

  /** How many labels the post needs for now: one more than it has while its labels disagree. */
  public static int wanted(List<Voice> voices, int overlap, int most) {
    int labels = labels(voices).size();
    boolean open = of(voices, overlap, most).state() == PostState.PREDICTED;
    return open && labels >= overlap ? labels + 1 : overlap;
  }

  private static List<String> labels(List<Voice> voices) {
    return voices.stream()
        .filter(voice -> voice.decision().givesLabel())
        .map(voice -> Objects.requireNonNull(voice.label()))
        .toList();
  }

  private static boolean has(List<Voice> voices, Decision decision) {
    return voices.stream().anyMatch(voice -> voice.decision() == decision);
  }
}
