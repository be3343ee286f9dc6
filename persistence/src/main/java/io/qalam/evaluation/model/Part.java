package io.qalam.evaluation.model;

/** A part of the posts that no run trains on. */
public enum Part {
  /** The gate's. */
  DEVELOPMENT,
  /** For reports alone, never for the gate or for calibration. */
  TEST
}
