package io.qalam.labelschema;

import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.LabelChange;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.tenant.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels a project shall have from now on, and what becomes of those it has.
 *
 * @param fromVersion the version it was thought out for; only a preview may leave it out
 * @param labels see {@link NewLabelSchema}
 * @param changes a line for each label that does not stay as it is; {@link LabelMapping} has the
 *     rules
 * @param instructions see {@link NewLabelSchema}; where there are none, those in force stay, with
 *     the new labels where they listed the old ones
 */
public record SchemaChange(
    @Nullable Integer fromVersion,
    @Nullable List<@Nullable String> labels,
    @Nullable List<@Nullable NewLabelChange> changes,
    @Nullable List<@Nullable String> instructions) {

  /**
   * Checks it against the version in force.
   *
   * @throws Invalid when a label, a line or an instruction breaks a rule
   */
  Checked check(LabelSchema inForce) {
    NewLabelSchema wanted = new NewLabelSchema(labels, instructions).requireFits(Answer.LABEL);
    wanted.requireFor(inForce.isMultiLabel());
    List<String> now = wanted.checkedLabels();
    List<LabelChange> lines =
        LabelMapping.of(inForce.getLabels(), now, changes == null ? List.of() : changes);
    List<String> asked = wanted.checkedInstructions();
    return new Checked(now, lines, asked.isEmpty() ? relisted(inForce, now) : asked);
  }

  private static List<String> relisted(LabelSchema inForce, List<String> labels) {
    String former = String.join(", ", inForce.getLabels());
    String now = String.join(", ", labels);
    return inForce.getInstructions().stream()
        .map(instruction -> instruction.replace(former, now))
        .toList();
  }

  /** The same with nothing wrong: a line for each label of the version in force. */
  record Checked(List<String> labels, List<LabelChange> changes, List<String> instructions) {
    boolean movesLabels() {
      return changes.stream().anyMatch(LabelChange::movesLabels);
    }
  }
}
