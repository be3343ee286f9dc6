package io.qalam.trainer.answer;

/**
 * A written answer, read.
 *
 * @param label index in the label space, or {@link #NONE} where the answer stands for no label
 */
public record Answer(AnswerKind kind, int label) {

  /** The index of no label. */
  public static final int NONE = -1;

  public Answer {
    if (kind.isLabel() != (label != NONE)) {
      throw new IllegalArgumentException("Answer " + kind + " cannot have label " + label);
    }
  }

  static Answer without(AnswerKind kind) {
    return new Answer(kind, NONE);
  }
}
