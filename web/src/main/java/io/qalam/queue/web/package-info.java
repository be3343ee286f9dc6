/**
 * The review queue over REST: the next task, and its lease.
 *
 * <p>Third of the nine stages. Before it {@code io.qalam.prediction.web}, after it {@code
 * io.qalam.review.web}, whose page works on the same queue.
 */
@NullMarked
package io.qalam.queue.web;

import org.jspecify.annotations.NullMarked;
