package io.qalam.labelschema.model;

/** In which order a project's posts reach its reviewers, outside the random and the blind arm. */
public enum QueryStrategy {
  /** The smallest margin between the best two labels first (uncertainty sampling). */
  MARGIN,
  /** In random order. */
  RANDOM
}
