package io.qalam.trainer.eval;

import io.qalam.trainer.protocol.EvaluationRow.Scores;

/**
 * Accuracy and F1 of single-label answers, counted over the whole label schema.
 *
 * <p>F1 of a label = 2·tp / (2·tp + fp + fn), and 0 where that is 0/0: a label of the schema that
 * nobody gave and nobody predicted counts as 0 in the macro mean. These are the figures of
 * scikit-learn's {@code f1_score(labels=<all>, zero_division=0)}. Micro-F1 equals accuracy, since
 * every post has one label and one answer.
 */
final class LabelF1 {
  private final int[] truePositives;
  private final int[] golds;
  private final int[] answers;
  private int posts;

  LabelF1(int labels) {
    truePositives = new int[labels];
    golds = new int[labels];
    answers = new int[labels];
  }

  void add(int gold, int answer) {
    golds[gold]++;
    answers[answer]++;
    if (gold == answer) {
      truePositives[gold]++;
    }
    posts++;
  }

  Scores scores() {
    float accuracy = (float) accuracy();
    return new Scores(accuracy, (float) macro(), accuracy, (float) weighted());
  }

  double macro() {
    double sum = 0;
    for (int label = 0; label < golds.length; label++) {
      sum += f1(label);
    }
    return sum / golds.length;
  }

  private double weighted() {
    double sum = 0;
    for (int label = 0; label < golds.length; label++) {
      sum += f1(label) * golds[label];
    }
    return posts == 0 ? 0 : sum / posts;
  }

  private double accuracy() {
    int right = 0;
    for (int hits : truePositives) {
      right += hits;
    }
    return posts == 0 ? 0 : (double) right / posts;
  }

  private double f1(int label) {
    int either = golds[label] + answers[label];
    return either == 0 ? 0 : 2.0 * truePositives[label] / either;
  }
}
