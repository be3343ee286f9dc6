package io.qalam.review.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits, whose post's prediction is clear.
 *
 * @param predictionId the prediction that is current now
 * @param margin how far its best two labels lie apart
 */
public record ClearCase(
    UUID taskId,
    UUID postId,
    String text,
    @Nullable String secondText,
    String lang,
    UUID predictionId,
    float margin) {}
