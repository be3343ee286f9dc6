package io.qalam.training.model;

/** What a training run makes. */
public enum RunKind {
  /** An adapter, and the yardstick of the same rows. */
  ADAPTER,
  /** The yardstick alone; it takes seconds, nothing cancels it, and no list shows it. */
  YARDSTICK
}
