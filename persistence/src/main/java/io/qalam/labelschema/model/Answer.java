package io.qalam.labelschema.model;

/** What a project's posts get from models and people. */
public enum Answer {
  /** One label of the label schema. */
  LABEL,
  /** A summary in words of its own; the label schema has instructions alone. */
  SUMMARY
}
