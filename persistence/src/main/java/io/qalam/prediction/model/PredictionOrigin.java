package io.qalam.prediction.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction was made by.
 *
 * @param schemaVersion the label schema it was asked under
 * @param adapterId adapter or yardstick; null for the base model alone
 */
public record PredictionOrigin(int schemaVersion, @Nullable UUID adapterId) {}
