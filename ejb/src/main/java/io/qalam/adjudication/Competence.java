package io.qalam.adjudication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How far each annotator can be trusted by {@linkplain DawidSkene Dawid and Skene's model}, and
 * what the labels of each post say together.
 *
 * @param basis why there are no figures, or MEASURED
 * @param rounds of EM
 * @param converged whether EM ended by itself
 * @param labels the label schema in force, in its order
 * @param annotators the one with most posts first; who shared none is left out
 * @param contested posts whose annotators differ, those with the least probable label first
 */
public record Competence(
    Coefficient.Basis basis,
    int rounds,
    boolean converged,
    List<String> labels,
    List<OfAnnotator> annotators,
    List<Contested> contested) {

  /** Posts in the list of contested ones. */
  public static final int MOST_CONTESTED = 200;

  /**
   * One annotator.
   *
   * @param posts shared or decided by an editor, which the figures rest on
   * @param accuracy the probability of giving the true label
   * @param confusion by true label, then by said label, in the order of the labels: probabilities
   */
  public record OfAnnotator(
      UUID account, int posts, double accuracy, List<List<Double>> confusion) {}

  /**
   * A post whose annotators differ.
   *
   * @param given the label most of its annotators gave; of two, the more probable one
   * @param probable the label that the model holds for the true one
   * @param posterior the probability of each label
   */
  public record Contested(
      UUID postId, String given, String probable, Map<String, Double> posterior) {}

  static Competence absent(Coefficient.Basis why, List<String> labels) {
    return new Competence(why, 0, true, labels, List.of(), List.of());
  }

  static Competence of(Votes votes, DawidSkene.Estimate estimate, List<String> labels) {
    int[] posts = votes.teachingPosts();
    List<UUID> ids = votes.annotatorIds();
    List<OfAnnotator> annotators = new ArrayList<>();
    for (int a = 0; a < ids.size(); a++) {
      if (posts[a] > 0) {
        annotators.add(
            new OfAnnotator(
                ids.get(a), posts[a], estimate.accuracy(a), rows(estimate.errors()[a])));
      }
    }
    annotators.sort(
        Comparator.comparingInt(OfAnnotator::posts).reversed().thenComparing(OfAnnotator::account));
    return new Competence(
        Coefficient.Basis.MEASURED,
        estimate.rounds(),
        estimate.converged(),
        labels,
        List.copyOf(annotators),
        ContestedPosts.of(votes, estimate, labels));
  }

  private static List<List<Double>> rows(double[][] errors) {
    List<List<Double>> rows = new ArrayList<>();
    for (double[] row : errors) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return rows;
  }
}
