/**
 * The engine's commands, from raw datasets to the report, and what all of them share.
 *
 * <p>Entry type: {@link io.qalam.trainer.cli.Command}. Stands on all packages of the engine but the
 * worker's.
 */
@NullMarked
package io.qalam.trainer.cli;

import org.jspecify.annotations.NullMarked;
