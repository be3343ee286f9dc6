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
 * @param attentionCheck whether an admin marked it with the answer it asks for
 */
public record PredictedPost(
    UUID id,
    Split split,
    PostState state,
    String lang,
    float margin,
    Map<String, Double> probabilities,
    boolean firstOfCluster,
    boolean attentionCheck) {

  /** Whether a label of it is wanted from reviewers: no editor decided it, no admin marked it. */
  public boolean isAskedAbout() {
    return state != PostState.ADJUDICATED && !attentionCheck;
  }
}
