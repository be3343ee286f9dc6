package io.qalam.trainer.eval;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of answers stand for: each for a label, or each for a set of labels.
 *
 * <p>Either way F1 is that of the labels: an answer counts for every label it has, so that a set
 * that is half right is half right.
 */
public final class AnswerSpace {

  private final int labels;
  private final @Nullable List<BitSet> sets;

  private AnswerSpace(int labels, @Nullable List<BitSet> sets) {
    this.labels = labels;
    this.sets = sets;
  }

  /** A post has one of so many labels, and so has an answer. */
  public static AnswerSpace ofLabels(int labels) {
    return new AnswerSpace(labels, null);
  }

  /**
   * A post may have several of so many labels.
   *
   * @param sets the labels' places, by the number of the answer
   */
  public static AnswerSpace ofSets(int labels, List<BitSet> sets) {
    return new AnswerSpace(labels, List.copyOf(sets));
  }

  /** Counts of no post yet. */
  public LabelF1 counts() {
    return new LabelF1(labels);
  }

  /** Counts one post. */
  public void add(LabelF1 counts, int gold, int answer) {
    if (sets == null) {
      counts.add(gold, answer);
    } else {
      counts.add(sets.get(gold), sets.get(answer));
    }
  }
}
