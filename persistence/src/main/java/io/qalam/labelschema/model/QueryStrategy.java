package io.qalam.labelschema.model;

import java.util.Arrays;
import java.util.List;

/**
 * In which order a project's posts reach its reviewers, outside the random and the blind arm.
 *
 * <p>Margin is the default: it orders transformers' posts better than entropy does (Schröder et al.
 * 2022, arXiv:2107.05687).
 */
public enum QueryStrategy {
  /** The smallest margin between the best two labels first (breaking ties). */
  MARGIN,
  /** The most even spread over all labels first. */
  ENTROPY,
  /** The least probable best label first. */
  LEAST_CONFIDENCE,
  /** In random order. */
  RANDOM,
  /** One post of each near-duplicate cluster first, in random order; then the others. */
  DIVERSITY,
  /** Several of the others, each with a share of the posts. */
  MIXTURE;

  /** Whether it orders by the spread over labels, which a summary does not have. */
  public boolean needsLabels() {
    return this == ENTROPY || this == LEAST_CONFIDENCE;
  }

  /** Those that order posts by themselves. */
  public static List<QueryStrategy> single() {
    return Arrays.stream(values()).filter(strategy -> strategy != MIXTURE).toList();
  }
}
