package io.qalam.labelschema;

import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.labelschema.model.SecondText;
import io.qalam.tenant.Invalid;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The labels a project shall have from now on, and the instructions that ask for them.
 *
 * @param labels none in a project of summaries, else 2 to 50, different after trimming,
 *     compatibility composition and case folding, each 1 to 60 characters without control
 *     characters; the order is that of the digits that choose them
 * @param instructions up to 20; when there are none, Qalam writes them
 */
public record NewLabelSchema(
    @Nullable List<@Nullable String> labels, @Nullable List<@Nullable String> instructions) {

  private static final int LEAST_LABELS = 2;
  private static final int MOST_LABELS = 50;
  private static final int LONGEST_LABEL = 60;
  private static final int MOST_INSTRUCTIONS = 20;
  private static final int LONGEST_INSTRUCTION = 2_000;

  /**
   * Checks and trims.
   *
   * @throws Invalid when a label or an instruction breaks a rule
   */
  public NewLabelSchema {
    FieldCheck check = new FieldCheck();
    int least = labels == null || labels.isEmpty() ? 0 : LEAST_LABELS;
    List<@Nullable String> given = check.list("labels", labels, least, MOST_LABELS);
    List<String> trimmed =
        IntStream.range(0, given.size())
            .mapToObj(i -> check.line("labels." + i, given.get(i), LONGEST_LABEL))
            .toList();
    check.different("labels", trimmed);
    List<@Nullable String> wanted = check.list("instructions", instructions, 0, MOST_INSTRUCTIONS);
    List<String> written =
        IntStream.range(0, wanted.size())
            .mapToObj(i -> check.text("instructions." + i, wanted.get(i), LONGEST_INSTRUCTION))
            .toList();
    check.done();
    labels = List.copyOf(trimmed);
    instructions = List.copyOf(written);
  }

  /**
   * Requires what a multi-label project wants besides.
   *
   * @throws Invalid naming each label with a comma, which is what stands between the labels of a
   *     post
   */
  void requireFor(boolean multiLabel) {
    FieldCheck check = new FieldCheck();
    List<String> names = checkedLabels();
    for (int i = 0; i < names.size(); i++) {
      boolean right = !multiLabel || !names.get(i).contains(LabelSet.COMMA);
      check.require(right, "labels." + i, LabelSchemaWording.COMMA, names.get(i));
    }
    check.done();
  }

  /**
   * Requires labels where posts get them, and none where they get a summary.
   *
   * @throws Invalid naming the labels
   */
  NewLabelSchema requireFits(Answer answer) {
    FieldCheck check = new FieldCheck();
    boolean none = checkedLabels().isEmpty();
    check.require(
        answer == Answer.SUMMARY || !none,
        "labels",
        LabelSchemaWording.HOW_MANY,
        LEAST_LABELS,
        MOST_LABELS);
    check.require(answer == Answer.LABEL || none, "labels", LabelSchemaWording.NO_LABELS);
    check.done();
    return this;
  }

  /** The labels, trimmed. */
  @SuppressWarnings("NullAway") // The constructor let no null through.
  List<String> checkedLabels() {
    return List.copyOf(labels);
  }

  /** The instructions, trimmed; none where Qalam is to write them. */
  @SuppressWarnings("NullAway") // The constructor let no null through.
  List<String> checkedInstructions() {
    return List.copyOf(instructions);
  }

  /** The instructions, or those Qalam writes for the task where there are none. */
  @SuppressWarnings("NullAway") // The constructor let no null through.
  List<String> instructionsFor(String task, @Nullable SecondText second, boolean multiLabel) {
    if (!instructions.isEmpty()) {
      return List.copyOf(instructions);
    }
    return checkedLabels().isEmpty()
        ? InstructionTemplate.summaries()
        : InstructionTemplate.write(task, checkedLabels(), second, multiLabel);
  }
}
