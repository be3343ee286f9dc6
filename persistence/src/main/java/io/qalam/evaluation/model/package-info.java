/**
 * Evaluation reports as stored: candidate and live adapter on the same held-out posts.
 *
 * <p>Eighth of the nine stages; {@link io.qalam.evaluation.model.Evaluation} is the entry. Before
 * it {@link io.qalam.training.model}, after it {@link io.qalam.adapter.model}.
 */
@NullMarked
package io.qalam.evaluation.model;

import org.jspecify.annotations.NullMarked;
