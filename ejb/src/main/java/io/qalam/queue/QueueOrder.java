package io.qalam.queue;

import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.queue.model.Lane;
import io.qalam.queue.model.PredictedPost;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Where a post stands in a project's queue, and from which lane the next task is taken.
 *
 * <p>The lane follows from the post's id alone, so that it is the same on every node, after every
 * prediction and for each of the post's reviewers: a post whose labels lay in different lanes would
 * stay half labelled for long. Lanes are served in the proportion in which posts fall into them, so
 * that no lane starves and none runs out before the others.
 *
 * @param strategies each with its share of the strategy arm; the shares sum to 1
 */
record QueueOrder(Map<QueryStrategy, Double> strategies, float randomShare, float blindShare) {

  /** Development and test posts among all: the 10 % and 20 % that ingestion gives them. */
  static final double HELD_OUT_SHARE = 0.3;

  /** Where one post stands: smallest priority first within its lane. */
  record Place(Lane lane, float priority) {}

  /** In the order of the strategies, so that every node draws alike. */
  QueueOrder {
    strategies = new TreeMap<>(strategies);
  }

  static QueueOrder of(Project project) {
    return new QueueOrder(
        project.strategyShares(), project.getRandomShare(), project.getBlindShare());
  }

  /** The place of a post. */
  Place place(PredictedPost post) {
    long seed = seed(post.id());
    Lane lane =
        post.split().heldOut()
            ? Lane.HELD_OUT
            : trainingLane(uniform(mix(seed)), uniform(mix(Long.rotateLeft(seed, 16))));
    return new Place(lane, Urgency.of(lane.strategy(), post, uniform(mix(~seed))));
  }

  /** The place of a post whose task is in the strategy arm already, whatever the shares are now. */
  Place strategyPlace(PredictedPost post) {
    long seed = seed(post.id());
    Lane lane = Lane.by(strategy(uniform(mix(Long.rotateLeft(seed, 16)))));
    return new Place(lane, Urgency.of(lane.strategy(), post, uniform(mix(~seed))));
  }

  private static long seed(UUID post) {
    return post.getMostSignificantBits() ^ Long.rotateLeft(post.getLeastSignificantBits(), 32);
  }

  /** All lanes in the order to look for a task: one drawn by the shares, then the others. */
  List<Lane> lanes(RandomGenerator random) {
    Lane drawn =
        random.nextDouble() < HELD_OUT_SHARE
            ? Lane.HELD_OUT
            : trainingLane(random.nextDouble(), random.nextDouble());
    List<Lane> order = new ArrayList<>(List.of(drawn));
    order.addAll(EnumSet.complementOf(EnumSet.of(drawn)));
    return order;
  }

  private Lane trainingLane(double armDraw, double strategyDraw) {
    if (armDraw < randomShare) {
      return Lane.RANDOM;
    }
    return armDraw < randomShare + blindShare ? Lane.BLIND : Lane.by(strategy(strategyDraw));
  }

  /** The strategy that a draw from 0 to 1 falls on. */
  private QueryStrategy strategy(double draw) {
    QueryStrategy last = QueryStrategy.MARGIN;
    for (Map.Entry<QueryStrategy, Double> share : strategies.entrySet()) {
      last = share.getKey();
      draw -= share.getValue();
      if (draw < 0) {
        return last;
      }
    }
    return last;
  }

  /** SplitMix64's finaliser (Steele et al. 2014): neighbouring ids get unrelated numbers. */
  private static long mix(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static double uniform(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }
}
