package io.qalam.evaluation;

import java.util.UUID;

/**
 * The gate has spoken on a run's candidate. Fired inside the transaction that keeps the verdict, so
 * that a promotion is never said and not done.
 */
public record CandidateJudged(UUID tenantId, UUID runId, GateVerdict verdict) {}
