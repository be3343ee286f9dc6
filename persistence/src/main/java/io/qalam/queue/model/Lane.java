package io.qalam.queue.model;

/**
 * One of the queue's four lines, each served from its own head.
 *
 * <p>Margins and random numbers cannot be compared, so tasks are not mixed in one order: the queue
 * draws a lane by the project's shares and takes that lane's head.
 */
public enum Lane {
  /** Training posts by the query strategy. */
  STRATEGY(Arm.STRATEGY, false),
  /** Training posts at random, with their prediction. */
  RANDOM(Arm.RANDOM, false),
  /** Training posts at random, without their prediction. */
  BLIND(Arm.BLIND, true),
  /** Development and test posts: at random and blind, so that they stay unbiased. */
  HELD_OUT(Arm.RANDOM, true);

  private final Arm arm;
  private final boolean blind;

  Lane(Arm arm, boolean blind) {
    this.arm = arm;
    this.blind = blind;
  }

  public Arm arm() {
    return arm;
  }

  public boolean blind() {
    return blind;
  }
}
