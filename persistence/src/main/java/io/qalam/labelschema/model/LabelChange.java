package io.qalam.labelschema.model;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of one label in the next version.
 *
 * @param into the labels it is from now on: one when it is renamed or merged, several when it is
 *     split, none otherwise
 */
public record LabelChange(String label, Fate becomes, List<String> into) {

  public LabelChange {
    into = List.copyOf(into);
  }

  /** The label that it counts as from now on; none where it was split or retired. */
  public Optional<String> image() {
    return switch (becomes) {
      case KEPT -> Optional.of(label);
      case RENAMED, MERGED -> Optional.of(into.get(0));
      case SPLIT, RETIRED -> Optional.empty();
    };
  }

  /** Whether what was given under this label counts as something else from now on. */
  public boolean movesLabels() {
    return becomes != Fate.KEPT;
  }
}
