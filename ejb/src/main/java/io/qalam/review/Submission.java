package io.qalam.review;

import io.qalam.review.model.Decision;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer sends in answer to a task.
 *
 * @param lease the text the task was given out with
 * @param label the label chosen; may be left out when the one shown is accepted
 * @param summary in a project of summaries, what stands in the label's place; may be left out when
 *     the one shown is accepted
 * @param rating of the summary that was shown, 1 to 5; may be left out
 * @param viewed how long the post was on the screen, where the client knows; a page takes tasks
 *     ahead, so the time since the lease would be too long
 */
public record Submission(
    String lease,
    Decision decision,
    @Nullable String label,
    @Nullable String summary,
    @Nullable Integer rating,
    @Nullable String comment,
    @Nullable Duration viewed) {

  public Submission(String lease, Decision decision, @Nullable String label) {
    this(lease, decision, label, null, null, null, null);
  }
}
