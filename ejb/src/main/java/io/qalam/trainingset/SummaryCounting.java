package io.qalam.trainingset;

import io.qalam.trainingset.model.GivenSummary;
import io.qalam.trainingset.model.LabelSource;
import io.qalam.trainingset.model.SummedPost;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which summary of a post counts for training, if any does; as {@link CountingRules} for labels.
 *
 * <p>What somebody took as it was shown and rated 1 or 2 is final and teaches nothing.
 *
 * @param gold whether imported summaries count
 */
record SummaryCounting(boolean gold) {

  /**
   * A summary that counts.
   *
   * @param at when it was given; null for one that came with the import
   */
  record CountedSummary(String summary, LabelSource source, @Nullable Instant at) {}

  /**
   * The summary of this post that counts.
   *
   * @param given the summaries in force that people gave it
   */
  Optional<CountedSummary> summaryOf(SummedPost post, List<GivenSummary> given) {
    return switch (post.state()) {
      case ADJUDICATED -> newest(post, given, true);
      case LABELLED -> newest(post, given, false);
      case NEW, PREDICTED, SKIPPED ->
          Optional.ofNullable(post.goldSummary())
              .filter(summary -> gold)
              .map(summary -> new CountedSummary(summary, LabelSource.GOLD, null));
      case FLAGGED, DISPUTED -> Optional.empty();
    };
  }

  private static Optional<CountedSummary> newest(
      SummedPost post, List<GivenSummary> given, boolean byEditor) {
    return given.stream()
        .filter(one -> (one.source() == LabelSource.ADJUDICATED) == byEditor)
        .filter(one -> one.summary().equals(post.finalSummary()))
        .filter(GivenSummary::teaches)
        .max(Comparator.comparing(GivenSummary::at))
        .map(one -> new CountedSummary(one.summary(), one.source(), one.at()));
  }
}
