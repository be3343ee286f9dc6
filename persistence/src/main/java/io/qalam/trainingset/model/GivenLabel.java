package io.qalam.trainingset.model;

import io.qalam.review.model.Decision;
import java.time.Instant;
import java.util.UUID;

/** A label in force that a person gave a post, and when. */
public record GivenLabel(UUID postId, LabelSource source, String label, Instant at) {

  /** An annotator's. */
  public GivenLabel(UUID postId, Decision decision, String label, Instant at) {
    this(postId, LabelSource.valueOf(decision.name()), label, at);
  }

  /** An editor's. */
  public GivenLabel(UUID postId, String label, Instant at) {
    this(postId, LabelSource.ADJUDICATED, label, at);
  }
}
