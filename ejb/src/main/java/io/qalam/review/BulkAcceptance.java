package io.qalam.review;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish to accept what a preview showed.
 *
 * @param seen the posts of the preview; only these are accepted, and of these only what is still as
 *     it was seen. Left out: whatever the filter finds now
 */
public record BulkAcceptance(
    @Nullable String label, @Nullable Double minMargin, @Nullable List<Seen> seen) {

  /** A task and the prediction it was shown with. */
  public record Seen(UUID taskId, UUID predictionId) implements Serializable {}

  BulkFilter filter() {
    return new BulkFilter(label, minMargin);
  }
}
