package io.qalam.trainer.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the model about a post: the task's name, the instruction and the labels to
 * choose from, or none where it is to write a summary.
 *
 * @param task name of the task, e.g. {@code sentiment}
 * @param instruction what the user turn says before the post
 * @param labels the label space, in the label schema's order; at least two, all different; empty
 *     where a summary is asked for
 * @param candidates where a post may have several labels: the label sets to choose between, at
 *     least two, all different, each its labels joined by {@code ", "}; null where a post has one
 *     label
 */
public record TaskSpec(
    String task, String instruction, List<String> labels, @Nullable List<String> candidates) {

  public TaskSpec {
    labels = labels.isEmpty() ? List.of() : different("labels", labels);
    candidates = candidates == null ? null : different("candidates", candidates);
  }

  /** A task whose posts have one label. */
  public TaskSpec(String task, String instruction, List<String> labels) {
    this(task, instruction, labels, null);
  }

  private static List<String> different(String name, List<String> values) {
    if (values.size() < 2 || values.stream().distinct().count() != values.size()) {
      throw new IllegalArgumentException(
          name + " must be at least two and all different: " + values);
    }
    return List.copyOf(values);
  }

  /** What may be answered: the label sets, or the labels where a post has one. */
  public List<String> answers() {
    return candidates == null ? labels : candidates;
  }

  /** Asks for a summary. */
  public static TaskSpec summary(String task, String instruction) {
    return new TaskSpec(task, instruction, List.of());
  }

  /** Whether a summary is asked for, and no label. */
  public boolean wantsSummary() {
    return labels.isEmpty();
  }
}
