package io.qalam.trainer.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a training run. Topic {@code training-requests}, key {@code runId}.
 *
 * @param attempt 1 for the first; answers of an older attempt are refused by the server
 * @param trainingSetSha256 names the immutable set in the artifact store; rows are {@link
 *     TrainingSetRow}
 * @param candidateId id under which the worker stores the new adapter; null trains the set's
 *     yardstick alone
 * @param parent the adapter to continue from; null starts anew from the base
 * @param live the adapter to compare with on the held-out posts; null compares with the base. A
 *     parent or live adapter of another base than the worker's counts as null
 */
public record TrainingRequest(
    UUID runId,
    int attempt,
    UUID tenantId,
    UUID projectId,
    String trainingSetSha256,
    int schemaVersion,
    TaskSpec task,
    @Nullable UUID candidateId,
    @Nullable AdapterReference parent,
    @Nullable AdapterReference live,
    TrainingSettings settings) {}
