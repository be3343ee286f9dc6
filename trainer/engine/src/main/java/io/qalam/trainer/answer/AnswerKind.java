package io.qalam.trainer.answer;

/**
 * What a written answer is; where a label is asked, every kind but {@link #LABEL} and {@link
 * #MIXED_SCRIPT} is wrong.
 */
public enum AnswerKind {
  /** A label of the label space, in its own letters. */
  LABEL,
  /**
   * A label of the label space, once letters of another script that stand for its own are put back.
   */
  MIXED_SCRIPT,
  /** The model says that it cannot, or will not, answer. */
  REFUSAL,
  /** The model says that it cannot decide. */
  UNDECIDED,
  /** The answer is written in another script than every label. */
  WRONG_LANGUAGE,
  /** The answer names two or more labels. */
  SEVERAL_LABELS,
  /** Nothing was written. */
  EMPTY,
  /** Anything else. */
  NO_LABEL,
  /** A summary that came to its full stop, or to its end. */
  SUMMARY,
  /** A summary that had come to neither when it was as long as it may be. */
  CUT_OFF;

  /** Whether the answer stands for a label. */
  public boolean isLabel() {
    return this == LABEL || this == MIXED_SCRIPT;
  }
}
