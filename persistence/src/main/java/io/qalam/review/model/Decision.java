package io.qalam.review.model;

/** What a reviewer decided about a post. */
public enum Decision {
  /** The label shown is right. */
  ACCEPTED(true),
  /** Another label than the one shown is right. */
  CORRECTED(true),
  /** A label given without seeing any. */
  LABELLED(true),
  /** Left to somebody else. */
  SKIPPED(false),
  /** An editor should look at it. */
  FLAGGED(false);

  private final boolean label;

  Decision(boolean label) {
    this.label = label;
  }

  /** Whether the decision carries a label that counts. */
  public boolean givesLabel() {
    return label;
  }
}
