/**
 * Training sets as stored: which frozen, hashed set of labels a run was trained on.
 *
 * <p>Sixth of the nine stages; {@link io.qalam.trainingset.model.TrainingSet} is the entry. Before
 * it {@link io.qalam.adjudication.model}, after it {@link io.qalam.training.model}.
 */
@NullMarked
package io.qalam.trainingset.model;

import org.jspecify.annotations.NullMarked;
