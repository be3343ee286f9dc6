package io.qalam.overview;

import java.util.List;
import java.util.UUID;

/**
 * A project as its export names it.
 *
 * @param multiLabel whether a post may have several labels, joined by {@code ", "}
 */
public record ProjectExport(
    UUID id,
    String name,
    String task,
    List<String> languages,
    List<String> labels,
    boolean multiLabel) {

  public ProjectExport {
    languages = List.copyOf(languages);
    labels = List.copyOf(labels);
  }
}
