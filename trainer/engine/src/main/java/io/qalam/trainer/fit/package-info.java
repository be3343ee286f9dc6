/**
 * Training: LoRA runs on labelled posts, one optimizer step at a time, and the full-parameter steps
 * that made the base.
 *
 * <p>Entry type: {@link io.qalam.trainer.fit.LoraTraining}, opened by {@code serve.Engine}. Before
 * it: {@code text} and {@code lora}; after it: {@code serve} measures what came out.
 */
@NullMarked
package io.qalam.trainer.fit;

import org.jspecify.annotations.NullMarked;
