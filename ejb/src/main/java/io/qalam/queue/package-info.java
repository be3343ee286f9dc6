/**
 * The review queue: which post a reviewer gets next, and who holds which task until when.
 *
 * <p>Third of the nine stages; {@link io.qalam.queue.QueueService} is the entry. Before it {@code
 * io.qalam.prediction}, after it {@code io.qalam.review}.
 */
@NullMarked
package io.qalam.queue;

import org.jspecify.annotations.NullMarked;
