package io.qalam.queue.model;

/** The state of a {@link ReviewTask}. */
public enum TaskState {
  /** Waits for a reviewer. */
  OPEN,
  /** Held by a reviewer until the lease ends. */
  LEASED,
  /** Answered. */
  DONE,
  /** No longer wanted: an editor decided the post, or the project asks for fewer labels. */
  WITHDRAWN
}
