package io.qalam.job.model;

/** How far a job is. */
public enum JobState {
  /** A node works on it, or will. */
  RUNNING,
  /** Somebody stopped it; what was done stays, and it can go on from there. */
  CANCELLED,
  /** It could not go on; what was done stays. */
  FAILED,
  DONE
}
