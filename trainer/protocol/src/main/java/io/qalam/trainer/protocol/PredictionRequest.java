package io.qalam.trainer.protocol;

import java.util.List;
import java.util.UUID;

/**
 * Posts to score with the project's live adapter. Topic {@code prediction-requests}, key {@code
 * batchId}.
 *
 * @param liveSequence the project's live-adapter sequence when the request was written; a worker
 *     that has not seen it yet reads {@code live-adapters} up to it before it answers; 0 where no
 *     adapter was ever live
 */
public record PredictionRequest(
    UUID batchId,
    UUID projectId,
    long liveSequence,
    int schemaVersion,
    TaskSpec task,
    List<PostText> posts) {
  public PredictionRequest {
    posts = List.copyOf(posts);
  }

  /** A post's id, language code and text as stored. */
  public record PostText(UUID postId, String lang, String text) {}
}
