package io.qalam.evaluation;

import io.qalam.training.model.FittedTemperature;
import org.jspecify.annotations.Nullable;

/**
 * How believable the probabilities of what a run trained are.
 *
 * @param adapter null before the run's end, and from a worker that fitted none
 * @param yardstick null where the run has no yardstick
 */
public record Calibration(
    @Nullable FittedTemperature adapter, @Nullable FittedTemperature yardstick) {}
