package io.qalam.queue.model;

/**
 * How a task was chosen for review.
 *
 * <p>The strategy alone would label a biased sample and never show what it misses; the random arm
 * measures it, and the blind arm measures how far people follow a label they are shown.
 */
public enum Arm {
  /** Ordered by the project's query strategy. */
  STRATEGY,
  /** Ordered at random. */
  RANDOM,
  /** Ordered at random, and no prediction is shown. */
  BLIND
}
