/**
 * Files that come from outside, and how one that cannot be used is told: bounded before it is read,
 * strict, on one line.
 *
 * <p>Entry type: {@link io.qalam.trainer.file.JsonFile}. Stands on nothing of the engine.
 */
@NullMarked
package io.qalam.trainer.file;

import org.jspecify.annotations.NullMarked;
