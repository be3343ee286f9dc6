package io.qalam.trainer.fit;

import io.qalam.trainer.text.ChatPrompt;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.text.SummaryTask;
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
   * The row's tokens; a text that does not fit loses its end.
   *
   * @throws IllegalArgumentException if instruction and answer alone leave no room for a text
   */
  TokenRow tokens(ChatPrompt prompt, int maxTokens) {
    int[] written = prompt.answer(answer);
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
