/**
 * The launcher: {@code ./qalam} starts, stops and reports on Qalam's processes on one machine.
 *
 * <p>{@link io.qalam.launcher.Main} reads the command line, {@link io.qalam.launcher.Stack} is the
 * running whole, also for tests. Below it: {@code home} (the folder that holds everything durable),
 * {@code part} (the processes and their supervision), {@code database} and {@code broker} (what is
 * prepared in them), {@code account}, {@code backup}, {@code demo} and {@code command}.
 */
@NullMarked
package io.qalam.launcher;

import org.jspecify.annotations.NullMarked;
