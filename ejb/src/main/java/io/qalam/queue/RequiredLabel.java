package io.qalam.queue;

import io.qalam.labelschema.LabelSetProblem;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.TenantWording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A label, or in a multi-label project a label set, that somebody gives to a post. */
public final class RequiredLabel {

  private RequiredLabel() {}

  /**
   * The label as the schema in force spells it.
   *
   * @throws Invalid when it is missing or the schema does not know it, and what it knows
   */
  public static String in(LabelSchema schema, @Nullable String label) {
    if (label == null) {
      throw new Invalid("label", TenantWording.MISSING_ONE_OF, schema.getLabels());
    }
    return schema.read(label).orElseThrow(() -> new Invalid(List.of(wrong(schema, label))));
  }

  private static FieldError wrong(LabelSchema schema, String label) {
    return new FieldError(
        "label",
        LabelSetProblem.of(schema, label)
            .orElseGet(() -> Sentence.of(QueueWording.NOT_IN_SCHEMA, schema.getLabels())));
  }

  /** Whether a label as it was sent is the one that is kept, however it is spelled. */
  public static boolean same(LabelSchema schema, String sent, @Nullable String kept) {
    return schema.read(sent).orElse(sent).equals(kept);
  }
}
