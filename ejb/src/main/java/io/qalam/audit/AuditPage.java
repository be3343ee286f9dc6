package io.qalam.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deeds, the newest first.
 *
 * @param next the cursor of the page after this one; null at the end
 */
public record AuditPage(List<AuditLine> items, @Nullable String next) {}
