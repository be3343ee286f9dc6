package io.qalam.review;

import io.qalam.outbox.Outbox;
import io.qalam.review.model.Annotation;
import io.qalam.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the tenant's own topic {@code annotations.<tenant>} about every label, adjudication and
 * undo, in the transaction that makes it so.
 */
@ApplicationScoped
public class AnnotationStream {

  @Inject private TenantContext context;
  @Inject private Outbox outbox;

  /** One message; the key is the post's id, so that a post's messages stay in their order. */
  public record AnnotationMessage(
      String kind,
      UUID postId,
      UUID project,
      @Nullable String label,
      @Nullable String summary,
      @Nullable String decision,
      String user,
      Instant at) {}

  void submitted(Annotation annotation) {
    send("annotation", annotation, annotation.getCreatedAt());
  }

  void undone(Annotation annotation) {
    Instant at = Objects.requireNonNull(annotation.getUndoneAt());
    send("undo", annotation, at);
  }

  private void send(String kind, Annotation annotation, Instant at) {
    send(
        kind,
        annotation.getPostId(),
        annotation.getProjectId(),
        annotation.getLabel(),
        annotation.getSummary(),
        annotation.getDecision().name(),
        at);
  }

  /** Sends what an editor did to a post. */
  public void send(
      String kind,
      UUID postId,
      UUID project,
      @Nullable String label,
      @Nullable String summary,
      @Nullable String decision,
      Instant at) {
    outbox.send(
        "annotations." + context.tenantName(),
        postId.toString(),
        new AnnotationMessage(
            kind, postId, project, label, summary, decision, context.userName(), at));
  }
}
