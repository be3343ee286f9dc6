package io.qalam.review;

import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.prediction.model.Prediction;
import io.qalam.queue.model.Arm;
import io.qalam.queue.model.ReviewTask;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a reviewer has this post before them.
 *
 * <p>Of a blind task nothing else is told, because arm and margin would both hint at the label.
 *
 * @param strategy the query strategy that placed the post, where one did
 * @param margin how far the best two labels lie apart in the prediction shown
 * @param adapterId what predicted; null for the base model alone
 */
public record Reason(
    boolean blind,
    @Nullable Arm arm,
    @Nullable QueryStrategy strategy,
    @Nullable Float margin,
    @Nullable UUID adapterId,
    @Nullable String baseModel,
    @Nullable Instant predictedAt) {

  /** All that is told of a blind task. */
  static Reason blindTask() {
    return new Reason(true, null, null, null, null, null, null);
  }

  static Reason of(ReviewTask task, @Nullable Prediction shown) {
    if (task.isBlind() || shown == null) {
      return blindTask();
    }
    return new Reason(
        false,
        task.getArm(),
        task.getArm() == Arm.STRATEGY ? task.getLane().strategy() : null,
        shown.getMargin(),
        shown.getAdapterId(),
        shown.getBaseModel(),
        shown.getCreatedAt());
  }
}
