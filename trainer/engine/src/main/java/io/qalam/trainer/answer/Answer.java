package io.qalam.trainer.answer;

import java.util.BitSet;

/**
 * A written answer, read.
 *
 * @param labels indices in the label space; none where the answer stands for no label
 */
public record Answer(AnswerKind kind, BitSet labels) {

  /** The index of no label. */
  public static final int NONE = -1;

  public Answer {
    labels = (BitSet) labels.clone();
    if (kind.isLabel() == labels.isEmpty()) {
      throw new IllegalArgumentException("Answer " + kind + " cannot have labels " + labels);
    }
  }

  static Answer of(AnswerKind kind, int label) {
    BitSet labels = new BitSet();
    labels.set(label);
    return new Answer(kind, labels);
  }

  static Answer without(AnswerKind kind) {
    return new Answer(kind, new BitSet());
  }

  /** The first label, or {@link #NONE}. */
  public int label() {
    return labels.nextSetBit(0);
  }
}
