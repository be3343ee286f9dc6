package io.qalam.trainer.protocol;

import java.util.List;

/**
 * What is asked of the model about a post: the task's name, the instruction and the labels to
 * choose from, or none where it is to write a summary.
 *
 * @param task name of the task, e.g. {@code sentiment}
 * @param instruction what the user turn says before the post
 * @param labels the label space, in the label schema's order; at least two, all different; empty
 *     where a summary is asked for
 */
public record TaskSpec(String task, String instruction, List<String> labels) {
  public TaskSpec {
    labels = List.copyOf(labels);
    if (labels.size() == 1 || labels.stream().distinct().count() != labels.size()) {
      throw new IllegalArgumentException(
          "labels must be at least two and all different, or none: " + labels);
    }
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
