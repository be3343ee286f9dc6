package io.qalam.queue.model;

import io.qalam.labelschema.model.QueryStrategy;
import java.util.Arrays;
import java.util.List;

/**
 * One of the queue's lines, each served from its own head.
 *
 * <p>The numbers of two strategies cannot be compared, nor a margin with a random number, so tasks
 * are not mixed in one order: the queue draws a lane by the project's shares and takes that lane's
 * head.
 */
public enum Lane {
  /** Training posts by each of the query strategies. */
  BY_MARGIN(Arm.STRATEGY, false, QueryStrategy.MARGIN),
  BY_ENTROPY(Arm.STRATEGY, false, QueryStrategy.ENTROPY),
  BY_LEAST_CONFIDENCE(Arm.STRATEGY, false, QueryStrategy.LEAST_CONFIDENCE),
  BY_RANDOM(Arm.STRATEGY, false, QueryStrategy.RANDOM),
  BY_DIVERSITY(Arm.STRATEGY, false, QueryStrategy.DIVERSITY),
  /** Training posts at random, with their prediction. */
  RANDOM(Arm.RANDOM, false, QueryStrategy.RANDOM),
  /** Training posts at random, without their prediction. */
  BLIND(Arm.BLIND, true, QueryStrategy.RANDOM),
  /** Development and test posts: at random and blind, so that they stay unbiased. */
  HELD_OUT(Arm.RANDOM, true, QueryStrategy.RANDOM);

  private final Arm arm;
  private final boolean blind;
  private final QueryStrategy strategy;

  Lane(Arm arm, boolean blind, QueryStrategy strategy) {
    this.arm = arm;
    this.blind = blind;
    this.strategy = strategy;
  }

  /** The strategy arm's lane of a strategy that orders by itself. */
  public static Lane by(QueryStrategy strategy) {
    return ofStrategies().stream()
        .filter(lane -> lane.strategy == strategy)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(strategy + " orders no posts by itself"));
  }

  /** The lanes of the strategy arm. */
  public static List<Lane> ofStrategies() {
    return Arrays.stream(values()).filter(lane -> lane.arm == Arm.STRATEGY).toList();
  }

  public Arm arm() {
    return arm;
  }

  public boolean blind() {
    return blind;
  }

  /** What orders it. */
  public QueryStrategy strategy() {
    return strategy;
  }
}
