package io.qalam.outbox;

import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox.
 *
 * @param payload null is a tombstone
 */
record QueuedMessage(long id, String topic, String key, @Nullable String payload) {}
