package io.qalam.trainer.report;

/** Who answers. */
public enum Subject {
  /** The base model alone. */
  BASE,
  /** The base model with the adapter that is measured. */
  ADAPTER,
  /**
   * What a user would pick instead: TF-IDF and logistic regression; for summaries the text's first
   * sentence.
   */
  YARDSTICK
}
