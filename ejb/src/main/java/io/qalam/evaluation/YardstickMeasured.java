package io.qalam.evaluation;

import java.util.UUID;

/** The report of a run of a yardstick alone is kept. Fired inside the transaction that keeps it. */
public record YardstickMeasured(UUID tenantId, UUID projectId, UUID runId) {}
