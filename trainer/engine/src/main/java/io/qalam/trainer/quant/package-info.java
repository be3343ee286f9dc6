/**
 * The frozen weights in four bits: NF4 with double quantisation, value for value as bitsandbytes
 * has it, and the folder that transformers reads and writes.
 *
 * <p>A weight is (outputs, inputs); a block is 64 weights in row-major order. Entry types: {@code
 * Nf4} for numbers, {@code QuantisedFolder} for files. Stands on {@code llama}'s files and
 * configuration.
 */
@NullMarked
package io.qalam.trainer.quant;

import org.jspecify.annotations.NullMarked;
