package io.qalam.review;

import io.qalam.review.model.Annotation;
import io.qalam.review.model.Decision;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An answer as it was stored; the same for the same request sent twice. */
public record SubmittedAnnotation(
    UUID id,
    UUID taskId,
    UUID postId,
    Decision decision,
    @Nullable String label,
    @Nullable String summary,
    @Nullable Integer rating,
    @Nullable String comment,
    Instant createdAt) {

  static SubmittedAnnotation of(Annotation annotation) {
    return new SubmittedAnnotation(
        annotation.getId(),
        annotation.getTaskId(),
        annotation.getPostId(),
        annotation.getDecision(),
        annotation.getLabel(),
        annotation.getSummary(),
        annotation.getRating(),
        annotation.getComment(),
        annotation.getCreatedAt());
  }
}
