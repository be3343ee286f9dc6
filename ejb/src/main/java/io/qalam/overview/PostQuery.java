package io.qalam.overview;

import io.qalam.ingestion.model.MatchText;
import io.qalam.ingestion.model.PostState;
import io.qalam.overview.model.PostFilter;
import io.qalam.tenant.Invalid;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question for posts, as pages and REST ask it.
 *
 * @param state name of a post state; null or empty for all
 * @param q words to find, in any spelling that matches; null or blank for all
 * @param cursor {@code next} of the page before; null or empty for the first
 * @param limit posts of a page, 1 to 200; 50 when null, 200 where it is more
 */
public record PostQuery(
    @Nullable String state, @Nullable String q, @Nullable String cursor, @Nullable Integer limit) {

  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int LONGEST_WORDS = 500;

  /**
   * Checks the question.
   *
   * @throws Invalid when a part of it makes no sense
   */
  PostFilter filter() {
    return new PostFilter(checkedState(), words(), after());
  }

  int posts() {
    if (limit != null && limit < 1) {
      throw new Invalid("limit", "must be 1 to 200");
    }
    return limit == null ? USUAL : Math.min(limit, MOST);
  }

  private @Nullable PostState checkedState() {
    if (state == null || state.isBlank()) {
      return null;
    }
    String wanted = state.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(PostState.values())
        .filter(known -> known.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> new Invalid("state", "must be one of " + Arrays.toString(PostState.values())));
  }

  private @Nullable MatchText words() {
    if (q == null || q.isBlank()) {
      return null;
    }
    if (q.length() > LONGEST_WORDS || q.indexOf(0) >= 0) {
      throw new Invalid("q", "must be at most 500 characters without U+0000");
    }
    return MatchText.of(q);
  }

  private @Nullable UUID after() {
    if (cursor == null || cursor.isBlank()) {
      return null;
    }
    try {
      return UUID.fromString(cursor.strip());
    } catch (IllegalArgumentException e) {
      throw new Invalid("cursor", "is none that Qalam gave");
    }
  }
}
