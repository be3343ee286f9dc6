/**
 * The commands of {@code ./qalam}, one class each.
 *
 * <p>Entry: {@link io.qalam.launcher.Main} chooses among them.
 */
@NullMarked
package io.qalam.launcher.command;

import org.jspecify.annotations.NullMarked;
