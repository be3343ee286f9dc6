package io.qalam.adjudication;

import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * How far a project's annotators agree.
 *
 * @param posts posts that at least two people labelled
 * @param alpha Krippendorff's alpha over all annotators, nominal
 * @param observed the share of all pairs of labels at one post that are the same
 * @param labels per label, in the order of the label schema
 * @param annotators per annotator, the one with most shared posts first
 * @param pairs per two annotators who share posts, with Cohen's kappa
 */
public record Agreement(
    int posts,
    Coefficient alpha,
    OptionalDouble observed,
    List<OfLabel> labels,
    List<OfAnnotator> annotators,
    List<OfPair> pairs) {

  /**
   * Agreement on one label.
   *
   * @param given how often it was given to posts that at least two people labelled
   * @param observed how often another annotator of the same post gave it, too
   */
  public record OfLabel(String label, int given, OptionalDouble observed) {}

  /**
   * Agreement of one annotator with the others.
   *
   * @param comparisons pairs of this annotator's label with another one's at the same post
   * @param observed the share of those pairs that are the same
   */
  public record OfAnnotator(UUID account, int posts, int comparisons, OptionalDouble observed) {}

  /** Agreement of two annotators. */
  public record OfPair(UUID first, UUID second, int posts, double observed, Coefficient kappa) {}
}
