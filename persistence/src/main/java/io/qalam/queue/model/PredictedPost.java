package io.qalam.queue.model;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import java.util.Map;
import java.util.UUID;

/**
 * What the queue needs to know of a post to place it.
 *
 * @param margin between the best two labels
 * @param probabilities of every label
 * @param firstOfCluster whether no near-duplicate came before it
 */
public record PredictedPost(
    UUID id,
    Split split,
    PostState state,
    String lang,
    float margin,
    Map<String, Double> probabilities,
    boolean firstOfCluster) {}
