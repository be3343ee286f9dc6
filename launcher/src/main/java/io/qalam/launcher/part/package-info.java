/**
 * The processes: how each is made ready, started, probed and stopped, and who restarts it.
 *
 * <p>Entry: {@link io.qalam.launcher.part.SupervisedPart} keeps one {@link
 * io.qalam.launcher.part.Part} alive.
 */
@NullMarked
package io.qalam.launcher.part;

import org.jspecify.annotations.NullMarked;
