package io.qalam.adjudication;

import io.qalam.adjudication.model.Adjudication;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An editor's decision as it was stored; the same for the same request sent twice. */
public record GoldDecision(
    UUID id,
    UUID postId,
    @Nullable String label,
    @Nullable String summary,
    @Nullable String note,
    UUID editor,
    Instant createdAt) {

  static GoldDecision of(Adjudication adjudication) {
    return new GoldDecision(
        adjudication.getId(),
        adjudication.getPostId(),
        adjudication.getCountedLabel(),
        adjudication.getSummary(),
        adjudication.getNote(),
        adjudication.getEditorId(),
        adjudication.getCreatedAt());
  }
}
