/**
 * The review queue as stored: one row a reviewer wanted, with its lease and fencing number.
 *
 * <p>Third of the nine stages; {@link io.qalam.queue.model.ReviewTask} is the entry. Before it
 * {@code io.qalam.prediction.model}, after it {@link io.qalam.review.model}.
 */
@NullMarked
package io.qalam.queue.model;

import org.jspecify.annotations.NullMarked;
