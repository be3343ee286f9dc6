package io.qalam.queue.model;

import io.qalam.ingestion.model.Split;
import java.util.UUID;

/** What the queue needs to know of a post to place it. */
public record PredictedPost(UUID id, Split split, float margin) {}
