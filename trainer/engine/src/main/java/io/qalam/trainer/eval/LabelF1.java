package io.qalam.trainer.eval;

import io.qalam.trainer.protocol.EvaluationRow.Scores;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Accuracy and F1 of answers, counted over a whole label space; a post has one label or several.
 *
 * <p>F1 of a label = 2·tp / (2·tp + fp + fn), and 0 where that is 0/0: a label of the space that
 * nobody gave and nobody predicted counts as 0 in the macro mean. These are the figures of
 * scikit-learn's {@code f1_score(labels=<all>, zero_division=0)}; micro-F1 is that of {@code
 * f1_score(average="micro")}, where an answer that is no label is a false alarm as any wrong label
 * is, so that who refuses gains nothing. Accuracy is the share of posts whose answer is right as a
 * whole; where every post has one label, micro-F1 equals it.
 */
public final class LabelF1 {

  /** The answer that is no label: it is wrong, and no single label's false alarm. */
  public static final int NO_LABEL = -1;

  private final int[] truePositives;
  private final int[] golds;
  private final int[] answers;
  private int noLabels;
  private int right;
  private int posts;

  /** Counts over a label space of so many labels. */
  public LabelF1(int labels) {
    truePositives = new int[labels];
    golds = new int[labels];
    answers = new int[labels];
  }

  /**
   * Counts a post of one label.
   *
   * @param answer index of a label, or {@link #NO_LABEL}
   */
  public void add(int gold, int answer) {
    golds[gold]++;
    if (answer == NO_LABEL) {
      noLabels++;
    } else {
      answers[answer]++;
    }
    if (gold == answer) {
      truePositives[gold]++;
      right++;
    }
    posts++;
  }

  /** Counts a post that may have several labels, or none. */
  public void add(BitSet gold, BitSet answer) {
    gold.stream().forEach(label -> golds[label]++);
    answer.stream().forEach(label -> answers[label]++);
    gold.stream().filter(answer::get).forEach(label -> truePositives[label]++);
    right += gold.equals(answer) ? 1 : 0;
    posts++;
  }

  public Scores scores() {
    return new Scores((float) accuracy(), (float) macro(), (float) micro(), (float) weighted());
  }

  public double macro() {
    double sum = 0;
    for (int label = 0; label < golds.length; label++) {
      sum += f1(label);
    }
    return sum / golds.length;
  }

  public double micro() {
    return f1(sum(truePositives), sum(golds) + sum(answers) + noLabels);
  }

  public double weighted() {
    double sum = 0;
    for (int label = 0; label < golds.length; label++) {
      sum += f1(label) * golds[label];
    }
    return sum == 0 ? 0 : sum / sum(golds);
  }

  public double accuracy() {
    return posts == 0 ? 0 : (double) right / posts;
  }

  /** F1 of one label, as of the positive class of a task with two. */
  public double f1(int label) {
    return f1(truePositives[label], golds[label] + answers[label]);
  }

  private static double f1(int truePositives, int either) {
    return either == 0 ? 0 : 2.0 * truePositives / either;
  }

  private static int sum(int[] counts) {
    return Arrays.stream(counts).sum();
  }
}
