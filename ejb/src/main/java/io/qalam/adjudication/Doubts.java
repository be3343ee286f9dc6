package io.qalam.adjudication;

import io.qalam.adjudication.Competence.Doubt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds the posts whose most frequent label is not the one that their annotators' model holds. */
final class Doubts {

  private Doubts() {}

  /**
   * Of posts with two labels or more that no editor decided: the least probable label first.
   *
   * <p>A single label has nothing beside it that could speak against it but the other posts.
   */
  static List<Doubt> of(Votes votes, DawidSkene.Estimate estimate, List<String> labels) {
    int[][] counts = new int[votes.posts()][labels.size()];
    for (int vote = 0; vote < votes.size(); vote++) {
      counts[votes.post(vote)][votes.label(vote)]++;
    }
    List<UUID> ids = votes.postIds();
    List<Doubt> doubts = new ArrayList<>();
    for (int post = 0; post < counts.length; post++) {
      double[] posterior = estimate.posterior()[post];
      int given = greatest(counts[post], posterior);
      int probable = greatest(posterior);
      if (votes.teaches(post) && votes.known(post) < 0 && given != probable) {
        doubts.add(
            new Doubt(
                ids.get(post), labels.get(given), labels.get(probable), map(posterior, labels)));
      }
    }
    doubts.sort(
        Comparator.comparingDouble(doubt -> doubt.posterior().getOrDefault(doubt.given(), 0.0)));
    return List.copyOf(doubts.subList(0, Math.min(Competence.MOST_DOUBTS, doubts.size())));
  }

  /** The most frequent label; of two that are as frequent, the more probable one. */
  private static int greatest(int[] counts, double[] posterior) {
    int best = 0;
    for (int label = 1; label < counts.length; label++) {
      boolean more = counts[label] > counts[best];
      boolean likelier = counts[label] == counts[best] && posterior[label] > posterior[best];
      best = more || likelier ? label : best;
    }
    return best;
  }

  private static int greatest(double[] posterior) {
    int best = 0;
    for (int label = 1; label < posterior.length; label++) {
      best = posterior[label] > posterior[best] ? label : best;
    }
    return best;
  }

  private static Map<String, Double> map(double[] posterior, List<String> labels) {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int label = 0; label < posterior.length; label++) {
      map.put(labels.get(label), posterior[label]);
    }
    return map;
  }
}
