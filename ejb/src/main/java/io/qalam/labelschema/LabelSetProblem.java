package io.qalam.labelschema;

import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.tenant.Sentence;
import java.util.List;
import java.util.Optional;

/** Says why a text that a label schema does not know is no label set of it. */
public final class LabelSetProblem {

  private static final int MOST_NAMED = 10;
  private static final int LONGEST_NAMED = 60;

  private LabelSetProblem() {}

  /**
   * The reason that has to do with several labels; empty where the text is simply no label of a
   * schema that wants one.
   *
   * @param text what {@link LabelSchema#read} does not know
   */
  public static Optional<Sentence> of(LabelSchema schema, String text) {
    LabelSet set = LabelSet.parse(text);
    List<String> unknown = set.outside(schema.getLabels());
    if (!schema.isMultiLabel()) {
      return unknown.isEmpty() && set.labels().size() > 1
          ? Optional.of(Sentence.of(LabelSchemaWording.ONE_LABEL_ONLY, schema.getLabels()))
          : Optional.empty();
    }
    if (text.isBlank()) {
      return Optional.of(Sentence.of(LabelSchemaWording.SET_EMPTY, schema.getLabels()));
    }
    return Optional.of(
        unknown.isEmpty()
            ? Sentence.of(LabelSchemaWording.SET_LONG, LabelSet.LONGEST)
            : Sentence.of(LabelSchemaWording.NOT_A_SET, named(unknown), schema.getLabels()));
  }

  /** Some of them, by their beginnings: what is no label may be of any length and number. */
  private static List<String> named(List<String> unknown) {
    return unknown.stream().limit(MOST_NAMED).map(LabelSetProblem::shortened).toList();
  }

  private static String shortened(String label) {
    return label.codePointCount(0, label.length()) <= LONGEST_NAMED
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LONGEST_NAMED)) + "…";
  }
}
