package io.qalam.prediction.model;

/** How far a request for predictions has come. */
public enum BatchState {
  /** A worker has it, or will have. */
  REQUESTED,
  /** Its predictions are stored. */
  ANSWERED,
  /** A worker could not do it; it is tried again later. */
  FAILED,
  /** It does not count any more; an answer is ignored. */
  SUPERSEDED
}
