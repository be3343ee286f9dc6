package io.qalam.dashboard.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One adapter on the learning curve.
 *
 * @param labels it was trained on
 * @param macroF1 on the development posts, when it was made
 * @param promotedAt when it last went live; null if it never did
 */
public record CurvePoint(
    UUID adapter, Instant at, int labels, float macroF1, @Nullable Instant promotedAt) {

  /** Whether it ever answered; one that never did was turned down, or waits for it. */
  public boolean wasLive() {
    return promotedAt != null;
  }
}
