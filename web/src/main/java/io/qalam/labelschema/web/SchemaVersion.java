package io.qalam.labelschema.web;

import io.qalam.labelschema.model.LabelChange;
import io.qalam.labelschema.model.LabelSchema;
import java.time.Instant;
import java.util.List;

/**
 * A version of a label schema as REST shows it.
 *
 * @param changes what became of the labels of the version before; one without a line stayed
 */
public record SchemaVersion(
    int version,
    List<String> labels,
    List<String> instructions,
    List<LabelChange> changes,
    String createdBy,
    Instant createdAt) {

  static SchemaVersion of(LabelSchema schema) {
    return new SchemaVersion(
        schema.getVersion(),
        schema.getLabels(),
        schema.getInstructions(),
        schema.getChanges(),
        schema.getCreatedBy(),
        schema.getCreatedAt());
  }
}
