package io.qalam.labelschema;

import io.qalam.labelschema.model.SecondText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the instructions of a project that brought none, in English as the recipe does whatever
 * the posts' language is.
 *
 * <p>The first is the one predictions are made with; training takes one of them for each post, so
 * that the adapter learns the task and not a sentence.
 */
final class InstructionTemplate {

  private InstructionTemplate() {}

  /**
   * @param second what the second text is, which the user turn has on a line of its own after the
   *     first
   * @param several whether a post may have several of the labels
   */
  static List<String> write(
      String task, List<String> labels, @Nullable SecondText second, boolean several) {
    String choice = String.join(", ", labels);
    String told = told(second);
    if (several) {
      return severalOf(task, choice, told);
    }
    return List.of(
        "Decide the %s of the post.%s Answer with one of these labels: %s."
            .formatted(task, told, choice),
        "Read the post and name its %s.%s The possible labels are: %s."
            .formatted(task, told, choice),
        "Which of these labels fits the post best with regard to %s: %s?%s"
            .formatted(task, choice, told));
  }

  private static List<String> severalOf(String task, String choice, String told) {
    String commas = " Put commas between them.";
    return List.of(
        "Decide the %s of the post.%s Answer with one or more of these labels: %s.%s"
            .formatted(task, told, choice, commas),
        "Read the post and name every %s in it.%s The possible labels are: %s.%s"
            .formatted(task, told, choice, commas),
        "Which of these labels fit the post with regard to %s: %s?%s%s"
            .formatted(task, choice, told, commas));
  }

  /** Those that ask for a summary; the language is the post's, as people read it there. */
  static List<String> summaries() {
    return List.of(
        "Summarise the post in one sentence, in the language it is written in.",
        "Say in one sentence what the post tells, in the post's own language.",
        "Read the post and write its gist as one sentence in the same language.");
  }

  /** What stands on the last line, after a blank; nothing where a post is one text. */
  static String told(@Nullable SecondText second) {
    if (second == null) {
      return "";
    }
    return switch (second) {
      case HYPOTHESIS -> " The last line is the hypothesis, what comes before it the premise.";
      case TARGET -> " The last line is the target, what comes before it the text.";
    };
  }
}
