package io.qalam.labelschema;

import java.util.List;

/**
 * Writes the instructions of a project that brought none, in English as the recipe does whatever
 * the posts' language is.
 *
 * <p>The first is the one predictions are made with; training takes one of them for each post, so
 * that the adapter learns the task and not a sentence.
 */
final class InstructionTemplate {

  private InstructionTemplate() {}

  static List<String> write(String task, List<String> labels) {
    String choice = String.join(", ", labels);
    return List.of(
        "Decide the %s of the post. Answer with one of these labels: %s.".formatted(task, choice),
        "Read the post and name its %s. The possible labels are: %s.".formatted(task, choice),
        "Which of these labels fits the post best with regard to %s: %s?".formatted(task, choice));
  }
}
