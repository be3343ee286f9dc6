/**
 * Training: a calendar, a threshold of new labels or an admin starts a LoRA run; a worker trains
 * it, and its progress is kept here until a candidate is ready to be judged.
 *
 * <p>Seventh of the nine stages; {@link io.qalam.training.TrainingService} is the entry. Before it
 * {@link io.qalam.trainingset}, after it {@link io.qalam.evaluation}.
 */
@NullMarked
package io.qalam.training;

import org.jspecify.annotations.NullMarked;
