package io.qalam.trainingset.model;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a training set needs of a post.
 *
 * @param finalLabel what people concluded, if they did
 * @param goldLabel what came with the import, if anything did
 */
public record SettledPost(
    UUID id,
    String text,
    @Nullable String secondText,
    String lang,
    Split split,
    PostState state,
    @Nullable String finalLabel,
    @Nullable String goldLabel) {}
