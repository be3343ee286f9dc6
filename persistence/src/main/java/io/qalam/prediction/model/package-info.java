/**
 * Stage 2 as stored: what was asked of the workers and what they answered, every prediction a post
 * ever had.
 *
 * <p>Entry type: {@link io.qalam.prediction.model.Prediction}. {@code io.qalam.ingestion.model}
 * comes before, {@code io.qalam.queue.model} after.
 */
@NullMarked
package io.qalam.prediction.model;

import org.jspecify.annotations.NullMarked;
