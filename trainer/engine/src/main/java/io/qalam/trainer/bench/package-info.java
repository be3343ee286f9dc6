/**
 * What the engine does in a second and in how much memory, beside transformers and PEFT on the same
 * posts.
 *
 * <p>Entry type: {@link io.qalam.trainer.bench.EngineBench}. Every measurement is a process of its
 * own, so that neither allocator nor peak memory carries over; the two sides take turns.
 */
@NullMarked
package io.qalam.trainer.bench;

import org.jspecify.annotations.NullMarked;
