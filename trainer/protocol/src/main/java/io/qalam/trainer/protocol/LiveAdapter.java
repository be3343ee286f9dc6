package io.qalam.trainer.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which adapter predicts for a project from now on. Topic {@code live-adapters} (compacted), key
 * {@code projectId}.
 *
 * @param sequence grows with every change of the project; an older one than the last seen is
 *     ignored
 * @param adapter null: the base model alone
 */
public record LiveAdapter(
    UUID tenantId, UUID projectId, long sequence, @Nullable AdapterReference adapter) {}
