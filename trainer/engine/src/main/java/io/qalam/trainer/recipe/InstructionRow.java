package io.qalam.trainer.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qalam.trainer.dataset.DatasetRow;
import io.qalam.trainer.dataset.DatasetSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A row of instruction tuning, in the form that LlamaLens publishes.
 *
 * @param id language, dataset, split and place
 * @param input the text, or both texts of a pair, one a line
 * @param output the label, several with commas, or the summary
 */
public record InstructionRow(
    String id,
    @JsonProperty("original_id") String originalId,
    String input,
    String output,
    String dataset,
    String task,
    String language,
    String instruction) {

  /**
   * @throws IllegalArgumentException when a member is absent
   */
  public InstructionRow {
    for (Object member :
        Arrays.asList(id, originalId, input, output, dataset, task, language, instruction)) {
      if (member == null) {
        throw new IllegalArgumentException(
            "expected id, original_id, input, output, dataset, task, language and instruction");
      }
    }
  }

  /** The labels of the output, where it is labels. */
  public List<String> outputs() {
    return Arrays.asList(output.split(", ", -1));
  }

  /** Rows for training: each with one instruction drawn at random. */
  static List<InstructionRow> drawn(
      DatasetSpec spec,
      String split,
      List<DatasetRow> rows,
      DatasetInstructions instructions,
      long seed) {
    Random random = new Random(seed * 31 + spec.name().hashCode());
    List<InstructionRow> made = new ArrayList<>();
    for (DatasetRow row : rows) {
      int drawn = random.nextInt(instructions.texts().size());
      made.add(row(spec, split, made.size(), row, instructions.texts().get(drawn)));
    }
    return made;
  }

  /** Rows for measuring: all with the first instruction. */
  static List<InstructionRow> measured(
      DatasetSpec spec, String split, List<DatasetRow> rows, DatasetInstructions instructions) {
    List<InstructionRow> made = new ArrayList<>();
    rows.forEach(row -> made.add(row(spec, split, made.size(), row, instructions.first())));
    return made;
  }

  private static InstructionRow row(
      DatasetSpec spec, String split, int place, DatasetRow row, String instruction) {
    return new InstructionRow(
        spec.language() + "-" + spec.name() + "-" + split + "-" + place,
        row.id(),
        row.second().map(second -> row.text() + "\n" + second).orElse(row.text()),
        row.summary().orElse(String.join(", ", row.labels())),
        spec.name(),
        RecipeTask.of(spec.task()).map(RecipeTask::id).orElse(spec.task()),
        spec.language(),
        instruction);
  }
}
