/**
 * The texts that the small base model is made from: collected, checked against every held-out text,
 * and turned into plain documents and instructions.
 *
 * <p>Entry type: {@link io.qalam.trainer.corpus.Corpus}. Stands on {@code text} and {@code fit};
 * used by {@code cli} alone.
 */
@NullMarked
package io.qalam.trainer.corpus;

import org.jspecify.annotations.NullMarked;
