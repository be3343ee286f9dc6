/**
 * Stage 2: every post's label is predicted ahead, so that no reviewer waits for a model.
 *
 * <p>{@link io.qalam.prediction.PredictionFeed} asks the workers for a few batches at a time,
 * {@link io.qalam.prediction.AnswersConsumer} stores what they answer, {@link
 * io.qalam.prediction.PredictionSweeper} asks again for what was left behind. Entry type: {@link
 * io.qalam.prediction.PredictionService}. The stage before is {@code io.qalam.ingestion}; the next,
 * {@code io.qalam.queue}, hears of {@link io.qalam.prediction.PredictionsStored}.
 */
@NullMarked
package io.qalam.prediction;

import org.jspecify.annotations.NullMarked;
