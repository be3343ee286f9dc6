/**
 * Training as stored: schedules, runs with their losses, and the adapters that runs made.
 *
 * <p>Seventh of the nine stages; {@link io.qalam.training.model.TrainingRun} is the entry. Before
 * it {@link io.qalam.trainingset.model}, after it {@link io.qalam.evaluation.model}.
 */
@NullMarked
package io.qalam.training.model;

import org.jspecify.annotations.NullMarked;
