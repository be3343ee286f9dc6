package io.qalam.training;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A live worker, as one project may see it.
 *
 * @param busy whether it trains, for whomever
 * @param liveSequence sequence of the project's live adapter it answers with; 0 before the first
 * @param refused why it could not take the project's newest adapter; null when it could
 */
public record WorkerReport(
    String id,
    String baseModel,
    String device,
    boolean busy,
    long liveSequence,
    @Nullable String refused,
    Instant lastSeenAt) {

  /** Whether it answers with the adapter that went live by that change, or a later one. */
  public boolean isUpTo(long sequence) {
    return liveSequence >= sequence;
  }
}
