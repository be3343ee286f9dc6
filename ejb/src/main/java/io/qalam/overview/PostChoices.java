package io.qalam.overview;

import java.util.List;
import java.util.UUID;

/**
 * What a reader may choose from to find posts.
 *
 * @param several whether a post may have several of the labels
 * @param annotators user names, for editors alone
 * @param adapters the newest first, for editors alone
 */
public record PostChoices(
    List<String> labels,
    boolean several,
    List<String> languages,
    List<String> annotators,
    List<UUID> adapters) {

  public PostChoices {
    labels = List.copyOf(labels);
    languages = List.copyOf(languages);
    annotators = List.copyOf(annotators);
    adapters = List.copyOf(adapters);
  }
}
