package io.qalam.overview;

import java.util.UUID;

/** An export waits for a node to work on it; announced in the transaction that stores it. */
public record ExportWaits(UUID tenantId, UUID jobId) {}
