package io.qalam.labelschema;

import java.util.UUID;

/**
 * A project has a new label schema in force; announced in the transaction that changed it.
 *
 * @param labelsChanged whether the labels or their order are others, and not the instructions alone
 */
public record SchemaChanged(UUID tenantId, UUID projectId, int version, boolean labelsChanged) {}
