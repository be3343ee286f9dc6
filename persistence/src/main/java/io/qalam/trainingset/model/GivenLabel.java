package io.qalam.trainingset.model;

import io.qalam.queue.model.Arm;
import io.qalam.review.model.Decision;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A label in force that a person gave a post, and when.
 *
 * @param arm how the post was chosen for an annotator who read it; null for an editor's label, and
 *     for one of many given at once
 */
public record GivenLabel(
    UUID postId, LabelSource source, String label, Instant at, @Nullable Arm arm) {

  /** An annotator's. */
  public GivenLabel(
      UUID postId, Decision decision, String label, Instant at, Arm arm, @Nullable UUID bulkId) {
    this(postId, LabelSource.valueOf(decision.name()), label, at, bulkId == null ? arm : null);
  }

  /** An editor's. */
  public GivenLabel(UUID postId, String label, Instant at) {
    this(postId, LabelSource.ADJUDICATED, label, at, null);
  }
}
