package io.qalam.training.model;

/** What came of a schedule's firing. */
public enum FiringOutcome {
  /** A run was started. */
  STARTED,
  /** Nobody labelled anything since the last run. */
  NOTHING_NEW,
  /** Another run of the project was under way. */
  ALREADY_RUNNING,
  /** There are too few labels to train on. */
  TOO_FEW_LABELS
}
