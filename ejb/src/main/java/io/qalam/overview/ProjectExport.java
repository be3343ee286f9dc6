package io.qalam.overview;

import io.qalam.labelschema.model.Answer;
import java.util.List;
import java.util.UUID;

/** A project as its export names it. */
public record ProjectExport(
    UUID id, String name, String task, Answer answer, List<String> languages, List<String> labels) {

  public ProjectExport {
    languages = List.copyOf(languages);
    labels = List.copyOf(labels);
  }
}
