package io.qalam.trainingset.model;

import io.qalam.review.model.Decision;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A summary in force that a person gave a post, and when.
 *
 * @param rating of the model's summary that was shown, 1 to 5; null where nobody said
 */
public record GivenSummary(
    UUID postId, LabelSource source, String summary, @Nullable Short rating, Instant at) {

  /** The worst rating of a summary that may be learned from as it was shown. */
  public static final short LEAST_RATING = 3;

  /** An annotator's. */
  public GivenSummary(
      UUID postId, Decision decision, String summary, @Nullable Short rating, Instant at) {
    this(postId, LabelSource.valueOf(decision.name()), summary, rating, at);
  }

  /** An editor's. */
  public GivenSummary(UUID postId, String summary, Instant at) {
    this(postId, LabelSource.ADJUDICATED, summary, null, at);
  }

  /** Whether it may be learned from: nobody took it as it was and called it poor. */
  public boolean teaches() {
    return source != LabelSource.ACCEPTED || rating == null || rating >= LEAST_RATING;
  }
}
