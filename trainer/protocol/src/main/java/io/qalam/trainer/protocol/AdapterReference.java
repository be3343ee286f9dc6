package io.qalam.trainer.protocol;

import java.util.UUID;

/**
 * An adapter by its identity; its folder in the artifact store follows from the ids, never from a
 * path in a message.
 *
 * @param sha256 of {@code adapter_model.safetensors}, lower-case hex
 * @param baseModel {@code Engine.baseModelId()} of the base it was trained on
 * @param schemaVersion version of the label schema it was trained for
 */
public record AdapterReference(
    UUID tenantId,
    UUID projectId,
    UUID adapterId,
    String sha256,
    String baseModel,
    int schemaVersion) {}
