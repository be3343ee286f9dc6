/**
 * The Llama graph: configuration, weights and the TorchScript program that Java writes and DJL's
 * native library runs.
 *
 * <p>Letters in shapes: B rows, T tokens of a row, N all tokens, D hidden size, H heads, K
 * key/value heads, E size of a head, V vocabulary. Entry type: {@code LlamaModel}. Stands on {@code
 * file} alone.
 */
@NullMarked
package io.qalam.trainer.llama;

import org.jspecify.annotations.NullMarked;
