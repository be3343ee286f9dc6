package io.qalam.labelschema.model;

/** What the second text of a project's posts is to the first. */
public enum SecondText {
  /** A sentence that follows from the post, contradicts it, or does neither. */
  HYPOTHESIS,
  /** What the post takes a stand towards. */
  TARGET
}
