package io.qalam.trainer.protocol;

import java.util.UUID;

/** Ends a run at its next step. Topic {@code training-cancellations}, key {@code runId}. */
public record TrainingCancellation(UUID runId, int attempt) {}
