/**
 * How much memory a model and a run need, said before anything is loaded, and how much there is.
 *
 * <p>Entry types: {@code LlamaMemory} for the need, {@code MemoryLimit} for the limit. Stands on
 * {@code llama}'s configuration.
 */
@NullMarked
package io.qalam.trainer.memory;

import org.jspecify.annotations.NullMarked;
