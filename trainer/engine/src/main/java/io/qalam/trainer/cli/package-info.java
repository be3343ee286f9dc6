/**
 * The engine's command line: making the small base model, and measuring its tokenizer.
 *
 * <p>Entry types: {@code Pretrain} and {@code TokensPerWord}. Stands on all packages of the engine
 * but the worker's.
 */
@NullMarked
package io.qalam.trainer.cli;

import org.jspecify.annotations.NullMarked;
