package io.qalam.labelschema;

import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.SecondText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task of the LlamaLens paper that a project can be opened from.
 *
 * @param id {@code task/dataset/languages}
 * @param task its English name
 * @param capability the group it belongs to: {@code NEWS}, {@code AFFECT}, {@code HARM}, {@code
 *     VERIFICATION} or {@code OPINION}
 * @param names by language of the page
 * @param definitions what is asked of a post, by language of the page
 * @param dataset the paper's dataset whose label space this is
 * @param languages of its posts
 * @param secondText what the second text of its posts is; null where they have one
 * @param answer what its posts get
 * @param labels as published; none of a summary
 */
public record CatalogueTask(
    String id,
    String task,
    String capability,
    Map<String, String> names,
    Map<String, String> definitions,
    String dataset,
    List<String> languages,
    @Nullable SecondText secondText,
    Answer answer,
    List<String> labels) {

  /** The instruction that a project of this task begins with. */
  public String instruction() {
    if (answer == Answer.SUMMARY) {
      return definitions.get("en") + " Write in the language of the text.";
    }
    return definitions.get("en")
        + InstructionTemplate.told(secondText)
        + " Answer with one of these labels: "
        + String.join(", ", labels)
        + ".";
  }
}
