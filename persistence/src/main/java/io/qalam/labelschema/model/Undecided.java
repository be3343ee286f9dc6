package io.qalam.labelschema.model;

/**
 * What happens to a candidate when there are too few held-out posts to tell it from the live one.
 */
public enum Undecided {
  /** An admin looks at the figures and decides. */
  AWAIT_APPROVAL,
  /** It is promoted when the mean difference is not below zero. */
  PROMOTE_IF_MEAN_NOT_NEGATIVE
}
