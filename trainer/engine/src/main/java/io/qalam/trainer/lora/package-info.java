/**
 * Low-rank adapters: their configuration, their tensors, and PEFT's folder format in and out.
 *
 * <p>Entry type: {@link io.qalam.trainer.lora.LoraAdapter}. Shapes, with r the rank: {@code loraA}
 * is (r, in), {@code loraB} is (out, r), as in {@code nn.Linear}. Used by {@code fit} and {@code
 * serve}; stands on {@code llama}.
 */
@NullMarked
package io.qalam.trainer.lora;

import org.jspecify.annotations.NullMarked;
