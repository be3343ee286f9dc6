package io.qalam.review;

import io.qalam.tenant.Invalid;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish to accept what a preview showed.
 *
 * @param seen the posts of the preview; only these are accepted, and of these only what is still as
 *     it was seen
 */
public record BulkAcceptance(
    @Nullable String label, @Nullable Double minMargin, @Nullable List<Seen> seen) {

  /** A task and the prediction it was shown with. */
  public record Seen(UUID taskId, UUID predictionId) implements Serializable {}

  /**
   * The posts that somebody looked at.
   *
   * @throws Invalid when there are none, or more than go at once
   */
  List<Seen> requiredSeen(int most) {
    if (seen == null || seen.isEmpty()) {
      throw new Invalid("seen", ReviewWording.NOTHING_SEEN);
    }
    if (seen.size() > most) {
      throw new Invalid("seen", ReviewWording.TOO_MANY_AT_ONCE, seen.size(), most);
    }
    return seen;
  }

  BulkFilter filter() {
    return new BulkFilter(label, minMargin);
  }
}
