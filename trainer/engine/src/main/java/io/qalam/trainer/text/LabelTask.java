package io.qalam.trainer.text;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One labelling question: what is asked of a post, and the labels that may answer it.
 *
 * <p>The order of the labels is part of the prompt; probabilities come in the order of the answers.
 *
 * @param sets where a post may have several labels: the label sets to choose between, each its
 *     labels joined by {@code ", "}; null where a post has one label
 */
public record LabelTask(
    String task,
    String language,
    String instruction,
    List<String> labels,
    @Nullable List<String> sets) {

  private static final String JOINED_BY = ", ";

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
    sets = sets == null ? null : List.copyOf(sets);
  }

  /** A question that one label answers. */
  public LabelTask(String task, String language, String instruction, List<String> labels) {
    this(task, language, instruction, labels, null);
  }

  /** The same task with its labels in another order. */
  public LabelTask withLabels(List<String> reordered) {
    return new LabelTask(task, language, instruction, reordered, sets);
  }

  /** What a model chooses between, in the order of its probabilities. */
  public List<String> answers() {
    return sets == null ? labels : sets;
  }

  /** Whether this may be learned as an answer: a label set need not be one to choose from. */
  public boolean knows(String answer) {
    return sets == null
        ? labels.contains(answer)
        : labels.containsAll(Arrays.asList(answer.split(JOINED_BY, -1)));
  }
}
