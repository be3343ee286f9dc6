/**
 * Messages to Kafka as rows, written in the transaction of what they tell of.
 *
 * <p>Entry type: {@link io.qalam.outbox.model.OutboxRepository}. Beside the nine stages; every one
 * of them may use it.
 */
@NullMarked
package io.qalam.outbox.model;

import org.jspecify.annotations.NullMarked;
