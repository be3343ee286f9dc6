package io.qalam.labelschema;

import io.qalam.labelschema.model.Fate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What shall become of one label.
 *
 * @param label of the schema in force
 * @param into the new label it is renamed to or merged into, or those it is split into; none
 *     otherwise
 */
public record NewLabelChange(
    @Nullable String label, @Nullable Fate becomes, @Nullable List<@Nullable String> into) {

  String strippedLabel() {
    return label == null ? "" : label.strip();
  }

  List<String> strippedTargets() {
    return into == null
        ? List.of()
        : into.stream().map(target -> target == null ? "" : target.strip()).toList();
  }
}
