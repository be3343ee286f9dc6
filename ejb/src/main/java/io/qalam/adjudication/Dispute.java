package io.qalam.adjudication;

import io.qalam.ingestion.model.PostState;
import io.qalam.queue.LeasedTask.ShownPost;
import io.qalam.queue.LeasedTask.ShownPrediction;
import io.qalam.review.model.Decision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post that waits for an editor, with everything said about it.
 *
 * @param state DISPUTED or FLAGGED
 * @param prediction the newest one; null when there is none of the label schema in force, where the
 *     reader holds the post blind, and of a held-out post that no editor has decided
 * @param heldOut whether the post measures the model: whoever sees what it says corrects towards it
 * @param voices the answers in force, the oldest first
 * @param labels the label schema in force, in the order of the digits that choose; none in a
 *     project of summaries
 * @param multiLabel whether several of them may be the answer, joined by {@code ", "}
 */
public record Dispute(
    ShownPost post,
    PostState state,
    @Nullable ShownPrediction prediction,
    boolean heldOut,
    List<Voice> voices,
    List<String> labels,
    boolean multiLabel) {

  /**
   * What one annotator said.
   *
   * @param label what it counts as by the label schema in force
   * @param summary in a project of summaries, what stands in the label's place
   * @param rating of the summary that was shown, 1 to 5
   * @param blind whether they saw no prediction
   */
  public record Voice(
      UUID account,
      String userName,
      String displayName,
      Decision decision,
      @Nullable String label,
      @Nullable String summary,
      @Nullable Integer rating,
      @Nullable String comment,
      boolean blind,
      Instant createdAt) {}

  /** One page of them. */
  public record Page(long total, List<Dispute> items) {}
}
