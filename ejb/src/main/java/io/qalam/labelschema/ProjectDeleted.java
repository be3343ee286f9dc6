package io.qalam.labelschema;

import java.util.UUID;

/** A project was taken out of use; announced in the transaction that did it. */
public record ProjectDeleted(UUID tenantId, UUID projectId) {}
