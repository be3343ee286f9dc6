package io.qalam.ingestion.model;

/** How far a post has come on its way. */
public enum PostState {
  NEW,
  PREDICTED,
  LABELLED,
  DISPUTED,
  FLAGGED,
  SKIPPED,
  ADJUDICATED
}
