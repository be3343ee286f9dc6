package io.qalam.evaluation;

import io.qalam.evaluation.Gate.Measured;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gate says of a candidate, and by which number.
 *
 * @param deciding the row the verdict hangs on; null where nothing was measured
 * @param bound what the deciding figure was held against
 */
public record GateVerdict(
    Outcome outcome, Reason reason, @Nullable Measured deciding, float bound) {

  /** What happens next. */
  public enum Outcome {
    PROMOTE,
    REJECT,
    AWAIT_APPROVAL
  }

  /** Why. */
  public enum Reason {
    /** Every lower bound is at least −δ, and the candidate is near enough to the best ever live. */
    BOUNDS_HOLD,
    /** Too few posts to tell, and the mean difference is not below zero. */
    MEAN_HOLDS,
    /** Some upper bound is below zero. */
    CERTAINLY_WORSE,
    /** Too few posts to tell, and the project wants an admin to decide. */
    TOO_FEW_POSTS,
    /** Too few posts to tell, and the mean difference is below zero. */
    MEAN_NEGATIVE,
    /** The bounds hold, but the candidate is too far below the best adapter ever live. */
    BELOW_BEST,
    /** There is no figure to look at. */
    NOTHING_MEASURED,
    /** Another adapter went live meanwhile than the one the candidate was measured against. */
    LIVE_CHANGED,
    /** The project's label schema was changed while the candidate was trained. */
    SCHEMA_CHANGED
  }

  /** A verdict that waits, since what the candidate was measured against is no longer live. */
  static GateVerdict liveChanged() {
    return new GateVerdict(Outcome.AWAIT_APPROVAL, Reason.LIVE_CHANGED, null, 0);
  }

  /** A verdict against a candidate whose labels are no longer the project's. */
  static GateVerdict schemaChanged() {
    return new GateVerdict(Outcome.REJECT, Reason.SCHEMA_CHANGED, null, 0);
  }

  /** The verdict in one English sentence, for the run's message and the audit trail. */
  public String inWords() {
    return switch (reason) {
      case BOUNDS_HOLD ->
          "Promoted: every lower bound is at least %s; the lowest is %s."
              .formatted(figure(bound), row());
      case MEAN_HOLDS ->
          "Promoted: too few posts to be sure (%s), and on average the candidate is not worse."
              .formatted(row());
      case CERTAINLY_WORSE -> "Rejected: the candidate is certainly worse on %s.".formatted(row());
      case TOO_FEW_POSTS ->
          "Waits for an admin: too few posts to be sure, %s; at least %s is wanted."
              .formatted(row(), figure(bound));
      case MEAN_NEGATIVE ->
          "Waits for an admin: too few posts to be sure (%s), and on average it is worse."
              .formatted(row());
      case BELOW_BEST ->
          "Waits for an admin: the macro-F1 is below %s, too far under the best adapter ever live."
              .formatted(figure(bound));
      case NOTHING_MEASURED -> "Waits for an admin: there is no figure to judge by.";
      case LIVE_CHANGED ->
          "Waits for an admin: another adapter went live while this one was trained.";
      case SCHEMA_CHANGED ->
          "Rejected: the label schema was changed while the candidate was trained.";
    };
  }

  private String row() {
    return deciding == null
        ? "no row"
        : "%s/%s: %s, interval %s to %s, %d posts"
            .formatted(
                deciding.task(),
                deciding.lang(),
                figure(deciding.difference()),
                figure(deciding.lower()),
                figure(deciding.upper()),
                deciding.posts());
  }

  private static String figure(float value) {
    return String.format(Locale.ROOT, "%+.3f", value);
  }

  /** The verdict as it is kept with the run. */
  Map<String, Object> toDetail() {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("outcome", outcome.name());
    detail.put("reason", reason.name());
    if (deciding != null) {
      detail.put("task", deciding.task());
      detail.put("lang", deciding.lang());
      detail.put("posts", deciding.posts());
      detail.put("difference", deciding.difference());
      detail.put("lower", deciding.lower());
      detail.put("upper", deciding.upper());
      detail.put("bound", bound);
    }
    return detail;
  }
}
