package io.qalam.review;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of many answers given or undone in one go.
 *
 * @param bulkId what to undo them by; null when none was given
 * @param posts how many were given, or undone
 * @param leftOut how many were not: taken, answered, decided or predicted anew meanwhile
 */
public record BulkOutcome(@Nullable UUID bulkId, int posts, int leftOut) {}
