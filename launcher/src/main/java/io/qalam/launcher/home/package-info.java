/**
 * The home folder: secrets, ports, locks, pids; everything that lasts from one start to the next.
 *
 * <p>Entry: {@link io.qalam.launcher.home.Home}.
 */
@NullMarked
package io.qalam.launcher.home;

import org.jspecify.annotations.NullMarked;
