package io.qalam.trainer.text;

import java.util.HashSet;
import java.util.List;

/**
 * One labelling question: what is asked of a post, and the labels that may answer it.
 *
 * <p>The order of the labels is part of the prompt and of every answer: probabilities come in this
 * order.
 */
public record LabelTask(String task, String language, String instruction, List<String> labels) {

  public LabelTask {
    if (instruction.isBlank()) {
      throw new IllegalArgumentException("LabelTask.instruction of task " + task + " is blank");
    }
    labels = List.copyOf(labels);
    if (labels.size() < 2) {
      throw new IllegalArgumentException(
          "LabelTask.labels of task " + task + " needs at least 2 labels, found " + labels);
    }
    if (new HashSet<>(labels).size() != labels.size()
        || labels.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "LabelTask.labels of task " + task + " must differ and not be blank: " + labels);
    }
  }

  /** The same task with its labels in another order. */
  public LabelTask withLabels(List<String> reordered) {
    return new LabelTask(task, language, instruction, reordered);
  }
}
