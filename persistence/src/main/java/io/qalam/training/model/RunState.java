package io.qalam.training.model;

/**
 * Where a training run stands.
 *
 * <pre>
 * QUEUED → RUNNING → EVALUATING → PROMOTED | REJECTED | AWAITING_APPROVAL → PROMOTED | REJECTED
 *    \________\___________\____→ FAILED | CANCELLED | TRAINED (a yardstick alone)
 * </pre>
 */
public enum RunState {
  /** Asked for; no worker has begun. */
  QUEUED,
  /** A worker trains. */
  RUNNING,
  /** A worker measures the candidate on the held-out posts. */
  EVALUATING,
  /** Measured, and the gate leaves the decision to an admin. */
  AWAITING_APPROVAL,
  /** Its adapter went live. */
  PROMOTED,
  /** Its adapter was measured and turned down. */
  REJECTED,
  /** A run of a yardstick alone ended with one. */
  TRAINED,
  /** It ended without an adapter; the run's message says why. */
  FAILED,
  /** An admin ended it. */
  CANCELLED;

  /** Whether a worker is, or should be, at work on it: a project has at most one such run. */
  public boolean isActive() {
    return this == QUEUED || this == RUNNING || this == EVALUATING;
  }
}
