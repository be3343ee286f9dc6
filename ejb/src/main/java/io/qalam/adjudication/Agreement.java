package io.qalam.adjudication;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * How far a project's annotators agree.
 *
 * @param posts posts that at least two people labelled
 * @param alpha Krippendorff's alpha over all annotators, nominal
 * @param setAlpha Krippendorff's alpha with the distance of label sets; empty where posts have one
 *     label, or nothing is shared
 * @param fleiss Fleiss' kappa, over the posts with {@code ratings} labels
 * @param ratings the number of labels at a post that is most frequent; 0 without shared posts
 * @param observed the share of all pairs of labels at one post that are the same
 * @param labels per label, in the order of the label schema
 * @param annotators per annotator, the one with most shared posts first
 * @param pairs per two annotators who share posts, with Cohen's kappa
 * @param weeks per week in which a post got its newest label, the oldest first
 */
public record Agreement(
    int posts,
    Coefficient alpha,
    Optional<Coefficient> setAlpha,
    Coefficient fleiss,
    int ratings,
    OptionalDouble observed,
    List<OfLabel> labels,
    List<OfAnnotator> annotators,
    List<OfPair> pairs,
    List<OfWeek> weeks) {

  /** Nothing to measure, for this reason. */
  static Agreement absent(Coefficient.Basis why, List<String> labels) {
    Coefficient none = Coefficient.absent(why, 0);
    return new Agreement(
        0,
        none,
        Optional.empty(),
        none,
        0,
        OptionalDouble.empty(),
        labels.stream().map(l -> new OfLabel(l, 0, OptionalDouble.empty(), none)).toList(),
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * Agreement on one label.
   *
   * @param given how often it was given to posts that at least two people labelled
   * @param observed how often another annotator of the same post gave it, too
   * @param alpha Krippendorff's, of this label against all others
   */
  public record OfLabel(String label, int given, OptionalDouble observed, Coefficient alpha) {}

  /**
   * Agreement of one annotator with the others.
   *
   * @param comparisons pairs of this annotator's label with another one's at the same post
   * @param observed the share of those pairs that are the same
   */
  public record OfAnnotator(UUID account, int posts, int comparisons, double observed) {}

  /** Agreement of two annotators. */
  public record OfPair(UUID first, UUID second, int posts, double observed, Coefficient kappa) {}

  /**
   * Agreement in one week.
   *
   * @param monday its first day, in UTC
   */
  public record OfWeek(LocalDate monday, int posts, double observed, Coefficient alpha) {}
}
