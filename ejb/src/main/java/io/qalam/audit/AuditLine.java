package io.qalam.audit;

import io.qalam.account.Deed;
import io.qalam.account.model.AuditEvent;
import io.qalam.audit.model.Deeds.Place;
import io.qalam.review.model.Annotation;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One deed.
 *
 * @param actor a user name, {@code timer} or {@code machine}
 * @param action a thing and a verb in the past
 * @param subject what it was done to: a user name, or the id of a project, post, run or adapter
 * @param detail what else is known of it
 */
public record AuditLine(
    Instant at, UUID id, String actor, String action, String subject, Map<String, Object> detail) {

  static final String GIVEN = Deed.LABEL_GIVEN.code();
  static final String UNDONE = Deed.LABEL_UNDONE.code();

  /** The newest first; of one moment, as the database orders ids. */
  static final Comparator<AuditLine> NEWEST_FIRST =
      Comparator.comparing(AuditLine::at).thenComparing(line -> line.id().toString()).reversed();

  Place place() {
    return new Place(at, id);
  }

  static AuditLine of(AuditEvent event) {
    return new AuditLine(
        event.getAt(),
        event.getId(),
        event.getActor(),
        event.getAction(),
        event.getSubject(),
        new TreeMap<>(event.getDetail()));
  }

  static AuditLine given(Annotation annotation, Map<UUID, String> names) {
    return of(annotation, annotation.getCreatedAt(), GIVEN, names);
  }

  /** Who gave an answer is the one who may take it back. */
  static AuditLine undone(Annotation annotation, Instant at, Map<UUID, String> names) {
    return of(annotation, at, UNDONE, names);
  }

  private static AuditLine of(
      Annotation annotation, Instant at, String action, Map<UUID, String> names) {
    Map<String, Object> detail = new TreeMap<>();
    detail.put("project", annotation.getProjectId().toString());
    detail.put("decision", annotation.getDecision().name());
    put(detail, "label", annotation.getLabel());
    put(detail, "summary", annotation.getSummary());
    put(detail, "rating", annotation.getRating());
    put(detail, "shown", annotation.getShownLabel());
    put(detail, "comment", annotation.getComment());
    put(detail, "bulk", annotation.getBulkId());
    UUID account = annotation.getAccountId();
    return new AuditLine(
        at,
        annotation.getId(),
        names.getOrDefault(account, account.toString()),
        action,
        annotation.getPostId().toString(),
        detail);
  }

  private static void put(Map<String, Object> detail, String name, @Nullable Object value) {
    if (value != null) {
      detail.put(name, value);
    }
  }
}
