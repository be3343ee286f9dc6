/**
 * Drives the whole review loop from outside, over REST, as a team of people would: used by the
 * tests in the server and by {@code ./qalam bench loop}.
 *
 * <p>Entry type: {@link io.qalam.launcher.loop.ReviewLoop}.
 */
@NullMarked
package io.qalam.launcher.loop;

import org.jspecify.annotations.NullMarked;
