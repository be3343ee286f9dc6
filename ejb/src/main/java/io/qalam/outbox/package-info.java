/**
 * What passes between the server and Kafka: messages out by the transactional outbox, messages in
 * by the consumer loop, and the connection of both.
 *
 * <p>The row is the truth and the message follows it: {@link io.qalam.outbox.Outbox} writes it in
 * the transaction of the deed, {@link io.qalam.outbox.OutboxRelay} sends it after the commit, at
 * least once. Coming in, {@link io.qalam.outbox.ConsumerLoop} hands on one record at a time and
 * commits its offset when it is done. Beside the nine stages; every one of them may use it.
 */
@NullMarked
package io.qalam.outbox;

import org.jspecify.annotations.NullMarked;
