package io.qalam.ingestion.model;

/** How far an import is. */
public enum ImportState {
  /** A node works on it, or will. */
  RUNNING,
  /** Somebody stopped it; what was read is stored, and it can go on from there. */
  CANCELLED,
  /** The file could not be read further; what was read is stored. */
  FAILED,
  DONE
}
