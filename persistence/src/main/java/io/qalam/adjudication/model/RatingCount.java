package io.qalam.adjudication.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How often people gave one model's summaries one rating.
 *
 * @param adapterId null for the base model alone
 * @param rating 1 to 5
 */
public record RatingCount(
    @Nullable UUID adapterId, String baseModel, short rating, long summaries) {}
