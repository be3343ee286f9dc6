package io.qalam.adjudication;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Labels that are probably wrong, to be looked at again.
 *
 * <p>They come from predictions out of sample alone: a model that learned a wrong label repeats it.
 *
 * @param posts posts with a settled label and a prediction out of sample
 * @param leftOut posts with a settled label that have none, or are too old
 * @param bounded whether posts were too old: only {@link #MOST_PREDICTIONS} predictions are read,
 *     the newest posts first
 * @param thresholds per label, how sure the model is of posts that have it, on average; a label
 *     that no such post has is left out
 * @param joint per given label, how many posts count as each label: the confident joint
 * @param found how many there are in all
 * @param suspects the most suspected first, at most {@link #MOST}
 */
public record LabelErrors(
    int posts,
    long leftOut,
    boolean bounded,
    Map<String, Double> thresholds,
    Map<String, Map<String, Integer>> joint,
    int found,
    List<Suspect> suspects) {

  /** Posts in the list. */
  public static final int MOST = 200;

  /** Predictions that are looked at; each holds a probability for every label in memory. */
  public static final int MOST_PREDICTIONS = 200_000;

  /**
   * A post whose label is suspected.
   *
   * @param given the label it has
   * @param probable the label that the model is confident of
   * @param heldOut whether it measures the model, so that it is decided without the model's word
   * @param margin the probability of the given label minus that of the likeliest other one
   */
  public record Suspect(
      UUID postId,
      String given,
      String probable,
      boolean heldOut,
      double margin,
      Map<String, Double> probabilities) {}
}
