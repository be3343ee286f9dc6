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
   */
  static List<String> write(String task, List<String> labels, @Nullable SecondText second) {
    String choice = String.join(", ", labels);
    String told = told(second);
    return List.of(
        "Decide the %s of the post.%s Answer with one of these labels: %s."
            .formatted(task, told, choice),
        "Read the post and name its %s.%s The possible labels are: %s."
            .formatted(task, told, choice),
        "Which of these labels fits the post best with regard to %s: %s?%s"
            .formatted(task, choice, told));
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
