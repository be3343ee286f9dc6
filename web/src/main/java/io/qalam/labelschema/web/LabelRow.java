package io.qalam.labelschema.web;

import io.qalam.labelschema.NewLabelChange;
import io.qalam.labelschema.model.Fate;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One label in force on the settings page, and what an admin wants to become of it. */
public class LabelRow implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String label;
  private @Nullable Fate becomes = Fate.KEPT;
  private @Nullable String into;

  LabelRow(String label) {
    this.label = label;
  }

  NewLabelChange change() {
    return new NewLabelChange(label, becomes, List.copyOf(lines(into)));
  }

  /** The new labels that come from this one. */
  Stream<String> newLabels() {
    return becomes == Fate.KEPT ? Stream.of(label) : lines(into).stream();
  }

  static List<String> lines(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split("\\R")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  public String getLabel() {
    return label;
  }

  public @Nullable Fate getBecomes() {
    return becomes;
  }

  public void setBecomes(@Nullable Fate becomes) {
    this.becomes = becomes;
  }

  /** The new labels, one a line. */
  public @Nullable String getInto() {
    return into;
  }

  public void setInto(@Nullable String into) {
    this.into = into;
  }
}
