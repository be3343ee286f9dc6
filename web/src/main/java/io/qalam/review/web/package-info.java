/**
 * Reviewing over REST and in the page, where posts go by at the speed of a key.
 *
 * <p>Fourth of the nine stages; {@link io.qalam.review.web.ReviewDesk} serves the page's script.
 * Before it {@link io.qalam.queue.web}, after it {@code io.qalam.adjudication.web}.
 */
@NullMarked
package io.qalam.review.web;

import org.jspecify.annotations.NullMarked;
