/**
 * Turns tasks and posts into token ids and back: byte-level BPE, Llama 3's chat format, and the
 * trainer of the base model's own vocabulary.
 *
 * <p>A post is data: it is encoded with special tokens disabled, so that no post can speak as one
 * of the chat's roles. Entry type: {@link io.qalam.trainer.text.ChatPrompt}. Used by {@code fit}
 * and {@code serve}; stands on {@code file}.
 */
@NullMarked
package io.qalam.trainer.text;

import org.jspecify.annotations.NullMarked;
