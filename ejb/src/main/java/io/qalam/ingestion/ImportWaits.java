package io.qalam.ingestion;

import java.util.UUID;

/** An import waits for a node to work on it; announced in the transaction that stores it. */
public record ImportWaits(UUID tenantId, UUID jobId) {}
