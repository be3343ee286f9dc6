package io.qalam.overview;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project at a glance.
 *
 * @param predicted posts that have a prediction
 * @param labelled posts whose label is settled
 * @param waiting posts that wait for an editor
 * @param liveAdapter what predicts now; null for the base model alone
 */
public record ProjectCard(
    UUID id,
    String name,
    String task,
    List<String> languages,
    long posts,
    long predicted,
    long labelled,
    long waiting,
    @Nullable UUID liveAdapter) {

  public ProjectCard {
    languages = List.copyOf(languages);
  }

  /** Share of the posts, in whole per cent; 0 where there are none. */
  public int percent(long part) {
    return posts == 0 ? 0 : (int) (100 * part / posts);
  }
}
