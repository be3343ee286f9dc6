package io.qalam.queue;

import io.qalam.labelschema.model.QueryStrategy;
import io.qalam.queue.model.PredictedPost;
import java.util.Collection;

/** How urgent a post is by each query strategy: one number, the smaller the sooner. */
final class Urgency {

  private Urgency() {}

  /**
   * The post's number.
   *
   * @param draw the post's own random number from 0 to 1, the same at every time
   */
  static float of(QueryStrategy strategy, PredictedPost post, double draw) {
    return switch (strategy) {
      case MARGIN -> post.margin();
      case ENTROPY -> (float) (1 - evenness(post.probabilities().values()));
      case LEAST_CONFIDENCE -> (float) best(post.probabilities().values());
      case RANDOM -> (float) draw;
      case DIVERSITY -> (float) (post.firstOfCluster() ? draw : 1 + draw);
      case MIXTURE -> throw new IllegalArgumentException("A mixture orders no posts by itself");
    };
  }

  /** Entropy as a share of the largest there is: H(p) / log n, from 0 to 1. */
  private static double evenness(Collection<Double> probabilities) {
    double entropy =
        probabilities.stream().filter(p -> p > 0).mapToDouble(p -> -p * Math.log(p)).sum();
    return Math.min(1, entropy / Math.log(Math.max(2, probabilities.size())));
  }

  private static double best(Collection<Double> probabilities) {
    return probabilities.stream().mapToDouble(p -> p).max().orElse(1);
  }
}
