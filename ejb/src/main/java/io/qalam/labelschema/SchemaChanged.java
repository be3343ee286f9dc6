package io.qalam.labelschema;

import java.util.UUID;

/**
 * A project has a new label schema in force; announced in the transaction that changed it.
 *
 * @param movesLabels whether a label was renamed, merged, split or retired, so that what was given
 *     under it counts otherwise now
 */
public record SchemaChanged(UUID tenantId, UUID projectId, int version, boolean movesLabels) {}
