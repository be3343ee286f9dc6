package io.qalam.dashboard.model;

import io.qalam.evaluation.model.Scores;
import io.qalam.evaluation.model.Scores.Bounds;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One adapter on the learning curve.
 *
 * @param labels it was trained on
 * @param macroF1 on the development posts, when it was made
 * @param promotedAt when it last went live; null if it never did
 * @param measured all its figures there, with their interval; null without a report
 */
public record CurvePoint(
    UUID adapter,
    Instant at,
    int labels,
    float macroF1,
    @Nullable Instant promotedAt,
    @Nullable Scores measured) {

  /** The interval of its figure; null of an adapter measured before there was one. */
  public @Nullable Bounds bounds() {
    return measured == null ? null : measured.bounds();
  }

  /** Whether it ever answered; one that never did was turned down, or waits for it. */
  public boolean wasLive() {
    return promotedAt != null;
  }
}
