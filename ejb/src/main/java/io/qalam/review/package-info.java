/**
 * Review: a person answers a task, and what a post's answers amount to is settled.
 *
 * <p>Fourth of the nine stages; {@link io.qalam.review.ReviewService} is the entry. Before it
 * {@link io.qalam.queue}, after it {@link io.qalam.adjudication}.
 */
@NullMarked
package io.qalam.review;

import org.jspecify.annotations.NullMarked;
