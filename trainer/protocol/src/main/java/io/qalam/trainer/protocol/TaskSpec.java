package io.qalam.trainer.protocol;

import java.util.List;

/**
 * What a label means to the model: the task's name, the instruction and the labels to choose from.
 *
 * @param task name of the task, e.g. {@code sentiment}
 * @param instruction what the user turn says before the post
 * @param labels the label space, in the label schema's order; at least two, all different
 */
public record TaskSpec(String task, String instruction, List<String> labels) {
  public TaskSpec {
    labels = List.copyOf(labels);
    if (labels.size() < 2 || labels.stream().distinct().count() != labels.size()) {
      throw new IllegalArgumentException(
          "labels must be at least two and all different: " + labels);
    }
  }
}
