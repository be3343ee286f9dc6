/**
 * Training sets: the labels that count become an immutable file in the artifact store, named by its
 * SHA-256, with the posts' permanent splits.
 *
 * <p>Sixth of the nine stages; {@link io.qalam.trainingset.TrainingSetService} is the entry. Before
 * it {@link io.qalam.adjudication}, after it {@link io.qalam.training}.
 */
@NullMarked
package io.qalam.trainingset;

import org.jspecify.annotations.NullMarked;
