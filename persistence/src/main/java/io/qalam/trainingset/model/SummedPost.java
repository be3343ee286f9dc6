package io.qalam.trainingset.model;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a training set needs of a post that gets a summary.
 *
 * @param finalSummary what people concluded, if they did
 * @param goldSummary what came with the import, if anything did
 */
public record SummedPost(
    UUID id,
    String text,
    String lang,
    Split split,
    PostState state,
    @Nullable String finalSummary,
    @Nullable String goldSummary) {}
