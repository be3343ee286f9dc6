package io.qalam.trainer.report;

import io.qalam.trainer.answer.AnswerKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One subject's answer to one row.
 *
 * @param labels indices of the labels that were written; none where it is none, or a summary
 * @param probabilities of every label; absent where a row may have several, and for summaries
 * @param rouge2 of a summary, from 0 to 1; absent for labels
 * @param written what was written, where that is no label: for people to see what it was
 */
public record Given(
    AnswerKind kind,
    List<Integer> labels,
    @Nullable List<Float> probabilities,
    @Nullable Double rouge2,
    @Nullable String written) {

  static Given summary(AnswerKind kind, double rouge2) {
    return new Given(kind, List.of(), null, rouge2, null);
  }

  /** The index of the most probable label; the first of equals; none without probabilities. */
  Optional<Integer> mostProbable() {
    List<Float> all = probabilities;
    return all == null
        ? Optional.empty()
        : IntStream.range(0, all.size())
            .boxed()
            .reduce((best, i) -> all.get(i) > all.get(best) ? i : best);
  }
}
