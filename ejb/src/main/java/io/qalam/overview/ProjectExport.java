package io.qalam.overview;

import io.qalam.labelschema.model.Answer;
import java.util.List;
import java.util.UUID;

/**
 * A project as its export names it.
 *
 * @param labels none in a project of summaries
 * @param multiLabel whether a post may have several labels, joined by {@code ", "}
 * @param answer what its posts get
 */
public record ProjectExport(
    UUID id,
    String name,
    String task,
    List<String> languages,
    List<String> labels,
    boolean multiLabel,
    Answer answer) {

  public ProjectExport {
    languages = List.copyOf(languages);
    labels = List.copyOf(labels);
  }
}
