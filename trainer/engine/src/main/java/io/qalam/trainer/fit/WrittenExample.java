package io.qalam.trainer.fit;

import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.text.SummaryTask;
import java.util.Arrays;
import java.util.List;

/**
 * A row of instruction tuning: what is asked of a text, and the answer as it is to be written.
 *
 * @param labels that the instruction may be answered by; none for a summary
 * @param answer a label, several with commas, or the summary
 */
public record WrittenExample(String instruction, List<String> labels, String text, String answer) {

  public WrittenExample {
    labels = List.copyOf(labels);
    if (answer.isBlank()) {
      throw new IllegalArgumentException("WrittenExample.answer is blank, of text '" + text + "'");
    }
  }

  /**
   * The row's tokens; a text that does not fit loses its end, and an answer its own beyond half of
   * the row.
   *
   * @throws IllegalArgumentException naming the text, if the instruction leaves no room for one
   */
  TokenRow tokens(ChatPrompt prompt, int maxTokens) {
    try {
      return fitted(prompt, maxTokens);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Row '" + text + "': " + e.getMessage(), e);
    }
  }

  private TokenRow fitted(ChatPrompt prompt, int maxTokens) {
    int[] written = prompt.answer(answer);
    if (written.length > maxTokens / 2) {
      written = Arrays.copyOf(written, maxTokens / 2);
      written[written.length - 1] = prompt.endOfTurn();
    }
    int room = maxTokens - written.length;
    int[] opening =
        labels.isEmpty()
            ? prompt.opening(new SummaryTask("", "", instruction))
            : prompt.opening(new LabelTask("", "", instruction, labels));
    int[] whole =
        labels.isEmpty()
            ? prompt.prompt(new SummaryTask("", "", instruction), text, room)
            : prompt.prompt(opening, text, room);
    return TokenRow.answer(whole, written, opening.length);
  }
}
