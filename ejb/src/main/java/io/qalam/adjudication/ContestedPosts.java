package io.qalam.adjudication;

import io.qalam.adjudication.Competence.Contested;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds the posts whose annotators differ, and says what the model holds for true. */
final class ContestedPosts {

  private ContestedPosts() {}

  /**
   * Those that no editor decided: the ones whose most frequent label is the least probable come
   * first, then the ones that are open.
   */
  static List<Contested> of(Votes votes, DawidSkene.Estimate estimate, List<String> labels) {
    int[][] counts = new int[votes.posts()][labels.size()];
    for (int vote = 0; vote < votes.size(); vote++) {
      counts[votes.post(vote)][votes.label(vote)]++;
    }
    List<UUID> ids = votes.postIds();
    List<Contested> contested = new ArrayList<>();
    for (int post = 0; post < counts.length; post++) {
      if (votes.known(post) < 0 && Arrays.stream(counts[post]).filter(n -> n > 0).count() > 1) {
        contested.add(contested(ids.get(post), counts[post], estimate.posterior()[post], labels));
      }
    }
    contested.sort(
        Comparator.comparingDouble(post -> post.posterior().getOrDefault(post.given(), 0.0)));
    return List.copyOf(contested.subList(0, Math.min(Competence.MOST_CONTESTED, contested.size())));
  }

  private static Contested contested(
      UUID post, int[] counts, double[] posterior, List<String> labels) {
    return new Contested(
        post,
        labels.get(greatest(counts, posterior)),
        labels.get(greatest(posterior)),
        map(posterior, labels));
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
