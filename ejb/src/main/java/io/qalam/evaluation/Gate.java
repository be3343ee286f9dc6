package io.qalam.evaluation;

import io.qalam.evaluation.GateVerdict.Outcome;
import io.qalam.evaluation.GateVerdict.Reason;
import io.qalam.labelschema.model.Undecided;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Decides whether a candidate goes live.
 *
 * <p>It looks at the development part alone, at every task × language by itself, and at the paired
 * bootstrap's 95 % interval of the difference in macro-F1, or in ROUGE-2 of summaries, candidate
 * minus live. In this order:
 *
 * <ol>
 *   <li>Every lower bound is at least −δ, and the candidate is not further than the ratchet below
 *       the best adapter ever live: promoted. A candidate may so be a little worse somewhere, but
 *       not by more than δ, and not again and again.
 *   <li>Some upper bound is below zero: rejected, it is worse there for certain.
 *   <li>Every lower bound holds, yet the candidate lies too far below the best: an admin decides,
 *       whatever the project's setting, since this is not a matter of too few posts.
 *   <li>Otherwise there are too few posts to tell, and the project's setting decides: wait for an
 *       admin, or promote when the mean difference is not below zero.
 * </ol>
 *
 * <p>Limitation: the best adapter's figure is the one measured when it was made, on the development
 * posts labelled by then; it is not measured again on today's, which are more. The ratchet is
 * therefore the larger of the two tolerances.
 *
 * @param delta how far a lower bound may lie below zero, as a share
 * @param ratchet how far the candidate's macro-F1 may lie below the best adapter's ever live
 */
public record Gate(float delta, float ratchet, Undecided undecided) {

  /**
   * The macro-F1 difference on the development posts of one task and language.
   *
   * @param candidate the candidate's macro-F1
   */
  public record Measured(
      String task,
      String lang,
      int posts,
      float candidate,
      float difference,
      float lower,
      float upper) {}

  /**
   * The verdict.
   *
   * @param rows of the development part, one a task × language
   * @param candidateF1 the candidate's macro-F1 on the whole development part
   * @param bestEverLive the best such figure among the adapters that ever were live
   */
  public GateVerdict judge(List<Measured> rows, float candidateF1, Optional<Float> bestEverLive) {
    if (rows.isEmpty() || rows.stream().anyMatch(Gate::isUnmeasured)) {
      return new GateVerdict(Outcome.AWAIT_APPROVAL, Reason.NOTHING_MEASURED, null, 0);
    }
    Measured weakest = smallest(rows, Measured::lower);
    Measured worst = smallest(rows, Measured::upper);
    boolean boundsHold = weakest.lower() >= -delta;
    boolean ratchetHolds = bestEverLive.isEmpty() || candidateF1 >= bestEverLive.get() - ratchet;
    if (boundsHold && ratchetHolds) {
      return new GateVerdict(Outcome.PROMOTE, Reason.BOUNDS_HOLD, weakest, -delta);
    }
    if (worst.upper() < 0) {
      return new GateVerdict(Outcome.REJECT, Reason.CERTAINLY_WORSE, worst, 0);
    }
    if (!ratchetHolds) {
      float least = bestEverLive.get() - ratchet;
      return new GateVerdict(Outcome.AWAIT_APPROVAL, Reason.BELOW_BEST, weakest, least);
    }
    return undecided(rows, weakest);
  }

  private GateVerdict undecided(List<Measured> rows, Measured weakest) {
    if (undecided == Undecided.AWAIT_APPROVAL) {
      return new GateVerdict(Outcome.AWAIT_APPROVAL, Reason.TOO_FEW_POSTS, weakest, -delta);
    }
    double mean = rows.stream().mapToDouble(Measured::difference).average().orElseThrow();
    return mean >= 0
        ? new GateVerdict(Outcome.PROMOTE, Reason.MEAN_HOLDS, weakest, -delta)
        : new GateVerdict(Outcome.AWAIT_APPROVAL, Reason.MEAN_NEGATIVE, weakest, -delta);
  }

  private static Measured smallest(List<Measured> rows, ToDoubleFunction<Measured> figure) {
    return rows.stream().min(Comparator.comparingDouble(figure)).orElseThrow();
  }

  private static boolean isUnmeasured(Measured row) {
    return row.posts() == 0
        || Float.isNaN(row.lower())
        || Float.isNaN(row.upper())
        || Float.isNaN(row.difference());
  }
}
