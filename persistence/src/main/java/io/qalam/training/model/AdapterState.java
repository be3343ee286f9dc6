package io.qalam.training.model;

/** What became of an adapter. */
public enum AdapterState {
  /** Made, and not decided on yet. */
  CANDIDATE,
  /** Predicts for its project. */
  LIVE,
  /** Was live once; may become so again. */
  RETIRED,
  /** Was turned down; an admin may still promote it. */
  REJECTED
}
