package io.qalam.queue.model;

/** Where the label of a {@link CheckTask} comes from. */
public enum CheckKind {
  /** An editor decided it, or it came with the import. */
  GOLD,
  /** An admin marked the post: whoever reads it knows what to answer. */
  ATTENTION
}
