package io.qalam.review;

import io.qalam.ingestion.model.PostState;
import io.qalam.review.model.Decision;
import io.qalam.trainer.protocol.Rouge2;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the answers in force about a post that gets a summary amount to; as {@link Verdict} for
 * labels.
 *
 * <p>No two people write the same. So summaries agree where every two of them share enough word
 * pairs, and then the one that is most like the others counts.
 *
 * @param summary the summary that counts, when there is one
 */
public record SummaryVerdict(PostState state, @Nullable String summary) {

  /** ROUGE-2 of two summaries below which an editor decides. */
  public static final double LEAST_LIKENESS = 0.2;

  /** One answer in force. */
  public record Voice(Decision decision, @Nullable String summary) {}

  /** The verdict of these voices, the oldest first, where {@code overlap} summaries are wanted. */
  public static SummaryVerdict of(List<Voice> voices, int overlap) {
    if (has(voices, Decision.FLAGGED)) {
      return new SummaryVerdict(PostState.FLAGGED, null);
    }
    List<String> summaries =
        voices.stream()
            .filter(voice -> voice.decision().givesLabel())
            .map(voice -> Objects.requireNonNull(voice.summary()))
            .toList();
    if (!summaries.isEmpty() && summaries.size() >= overlap) {
      return ofEnough(summaries);
    }
    boolean onlySkipped = summaries.isEmpty() && has(voices, Decision.SKIPPED);
    return new SummaryVerdict(onlySkipped ? PostState.SKIPPED : PostState.PREDICTED, null);
  }

  private static SummaryVerdict ofEnough(List<String> summaries) {
    double[] sums = new double[summaries.size()];
    for (int one = 0; one < sums.length; one++) {
      for (int other = one + 1; other < sums.length; other++) {
        double likeness = likeness(summaries.get(one), summaries.get(other));
        if (likeness < LEAST_LIKENESS) {
          return new SummaryVerdict(PostState.DISPUTED, null);
        }
        sums[one] += likeness;
        sums[other] += likeness;
      }
    }
    return new SummaryVerdict(PostState.LABELLED, summaries.get(greatest(sums)));
  }

  /** The first of the greatest. */
  private static int greatest(double[] sums) {
    int best = 0;
    for (int one = 1; one < sums.length; one++) {
      best = sums[one] > sums[best] ? one : best;
    }
    return best;
  }

  /** ROUGE-2, from 0 to 1; 1 of equal texts, which may have a single word. */
  public static double likeness(String one, String other) {
    return one.equals(other) ? 1 : Rouge2.f1(one, other);
  }

  private static boolean has(List<Voice> voices, Decision decision) {
    return voices.stream().anyMatch(voice -> voice.decision() == decision);
  }
}
