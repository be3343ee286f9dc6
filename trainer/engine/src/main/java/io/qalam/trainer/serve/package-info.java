/**
 * Answers: the probability of every label for a post, under the base or under an adapter handed in.
 *
 * <p>Entry type: {@link io.qalam.trainer.serve.Engine}, confined to one thread. Stands on all other
 * packages of the engine; the worker stands on it.
 */
@NullMarked
package io.qalam.trainer.serve;

import org.jspecify.annotations.NullMarked;
