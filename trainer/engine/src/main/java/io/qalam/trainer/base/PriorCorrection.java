package io.qalam.trainer.base;

import io.qalam.trainer.eval.LabelF1;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.serve.LabelScore;
import java.util.List;

/**
 * Moves label probabilities by a power of the labels' shares in the training rows: log p(label) +
 * strength · log share(label).
 *
 * <p>A model taught every label equally often guesses rare ones too often, one taught the rows as
 * they are too seldom; the strength that mends it is chosen on development rows.
 *
 * @param strength positive towards frequent labels, negative towards rare ones, 0 for none
 */
@SuppressWarnings("ArrayRecordComponent")
record PriorCorrection(double[] logShares, double strength) {
  private static final double[] STRENGTHS = {0, -1, -0.75, -0.5, -0.25, 0.25, 0.5, 0.75, 1};

  /** The strength with the best macro-F1 on these rows, and that figure. */
  record Chosen(PriorCorrection correction, double macroF1) {}

  /** Chooses; of equals the first of 0, the negative ones, the positive ones. */
  static Chosen choose(
      List<TrainingExample> training, List<LabelScore> scores, List<TrainingExample> golds) {
    double[] logShares = logShares(training);
    Chosen best = new Chosen(new PriorCorrection(logShares, 0), -1);
    for (double strength : STRENGTHS) {
      PriorCorrection correction = new PriorCorrection(logShares, strength);
      double macroF1 = macroF1(correction.answers(scores), golds);
      if (macroF1 > best.macroF1()) {
        best = new Chosen(correction, macroF1);
      }
    }
    return best;
  }

  /** The best label of each row, by its index. */
  int[] answers(List<LabelScore> scores) {
    return scores.stream().mapToInt(this::answer).toArray();
  }

  private int answer(LabelScore score) {
    int best = 0;
    double bestLog = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logShares.length; i++) {
      double log = Math.log(Math.max(score.probabilities()[i], 1e-30)) + strength * logShares[i];
      if (log > bestLog) {
        best = i;
        bestLog = log;
      }
    }
    return best;
  }

  static double macroF1(int[] answers, List<TrainingExample> golds) {
    List<String> labels = golds.get(0).task().labels();
    LabelF1 counts = new LabelF1(labels.size());
    for (int i = 0; i < answers.length; i++) {
      counts.add(labels.indexOf(golds.get(i).label()), answers[i]);
    }
    return counts.macro();
  }

  /** Of each label, one added to its count: a label without a row is rare, not impossible. */
  private static double[] logShares(List<TrainingExample> training) {
    List<String> labels = training.get(0).task().labels();
    double[] logs = new double[labels.size()];
    for (int i = 0; i < logs.length; i++) {
      String label = labels.get(i);
      long count = training.stream().filter(row -> row.label().equals(label)).count();
      logs[i] = Math.log((count + 1.0) / (training.size() + logs.length));
    }
    return logs;
  }
}
