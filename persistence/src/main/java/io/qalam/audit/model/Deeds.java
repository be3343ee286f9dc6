package io.qalam.audit.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deeds are asked for, the newest first; what is null asks for all.
 *
 * @param from at this moment or later
 * @param before earlier than this moment
 * @param last older than the last deed of the page before
 */
public record Deeds(@Nullable Instant from, @Nullable Instant before, @Nullable Place last) {

  /** Where a deed stands: by its moment, and those of one moment by their ids. */
  public record Place(Instant at, UUID id) {}

  /** The condition on a moment and an id, to be put behind a {@code where}; begins with "and". */
  String where(String at, String id) {
    StringBuilder where = new StringBuilder();
    where.append(from == null ? "" : " and " + at + " >= :from");
    where.append(before == null ? "" : " and " + at + " < :before");
    if (last != null) {
      where.append(" and %1$s <= :at and (%1$s < :at or %2$s < :id)".formatted(at, id));
    }
    return where.append(" order by %s desc, %s desc".formatted(at, id)).toString();
  }
}
