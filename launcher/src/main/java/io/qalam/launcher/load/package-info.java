/**
 * Many people reviewing at once, on a server of their own: {@code ./qalam bench review}.
 *
 * <p>Everything goes through what people use, REST and the review page's own requests; only the
 * predictions of a large project come from a stand-in for the worker, because a worker on two cores
 * would need hours for them. Entry type: {@link io.qalam.launcher.load.ReviewBench}.
 */
@NullMarked
package io.qalam.launcher.load;

import org.jspecify.annotations.NullMarked;
