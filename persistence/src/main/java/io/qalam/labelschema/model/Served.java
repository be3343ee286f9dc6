package io.qalam.labelschema.model;

/** Which of a project's models answers. */
public enum Served {
  /** The live adapter, or the base model where there is none. */
  ADAPTER,
  /** The newest yardstick; until there is one, the live adapter. */
  YARDSTICK,
  /**
   * Whichever has the better macro-F1 on the development posts; the adapter when they are equal.
   */
  AUTO
}
