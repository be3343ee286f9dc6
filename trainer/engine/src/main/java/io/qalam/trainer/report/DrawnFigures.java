package io.qalam.trainer.report;

import io.qalam.trainer.eval.LabelF1;
import io.qalam.trainer.report.DatasetOutcomes.SubjectAnswers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** How good one subject's answers are on the rows of a draw: one number for each figure's name. */
final class DrawnFigures implements Function<int[], double[]> {

  private static final List<String> OF_LABELS =
      List.of("macro-f1", "weighted-f1", "micro-f1", "accuracy");

  private static final List<String> OF_LABELS_AND_POSITIVE =
      List.of("macro-f1", "weighted-f1", "micro-f1", "accuracy", "positive-f1");

  private final Measured measured;
  private final BitSet[] gold;
  private final BitSet[] answers;
  private final double[] rouge2;

  DrawnFigures(DatasetOutcomes outcomes, SubjectAnswers subject, Way way) {
    measured = outcomes.measured();
    gold = outcomes.rows().stream().map(row -> set(row.gold())).toArray(BitSet[]::new);
    answers = subject.given().stream().map(given -> answer(given, way)).toArray(BitSet[]::new);
    rouge2 =
        subject.given().stream()
            .mapToDouble(given -> given.rouge2() == null ? 0 : given.rouge2())
            .toArray();
  }

  /** What the numbers are, in their order; the dataset's own metric is one of them. */
  static List<String> names(Measured measured) {
    if (measured.hasSummaries()) {
      return List.of("rouge-2");
    }
    return measured.positiveIndex().isPresent() ? OF_LABELS_AND_POSITIVE : OF_LABELS;
  }

  /** Which of the numbers is the dataset's own. */
  static int main(Measured measured) {
    return names(measured).indexOf(measured.metric());
  }

  /** The labels that an answer counts as; none where it is no label. */
  static BitSet answer(Given given, Way way) {
    return way == Way.WRITTEN
        ? set(given.labels())
        : set(given.mostProbable().map(List::of).orElse(List.of()));
  }

  static BitSet set(Collection<Integer> labels) {
    BitSet set = new BitSet();
    labels.forEach(set::set);
    return set;
  }

  /** The numbers of all rows, each once. */
  double[] ofAll() {
    int[] all = new int[gold.length];
    Arrays.setAll(all, row -> row);
    return apply(all);
  }

  @Override
  public double[] apply(int[] draw) {
    if (measured.hasSummaries()) {
      return new double[] {Arrays.stream(draw).mapToDouble(row -> rouge2[row]).average().orElse(0)};
    }
    LabelF1 counts = counted(draw);
    double[] all = {counts.macro(), counts.weighted(), counts.micro(), counts.accuracy(), 0};
    measured.positiveIndex().ifPresent(label -> all[4] = counts.f1(label));
    return Arrays.copyOf(all, names(measured).size());
  }

  private LabelF1 counted(int[] draw) {
    LabelF1 counts = new LabelF1(measured.labels().size());
    boolean several = measured.hasSeveralLabels();
    for (int row : draw) {
      if (several) {
        counts.add(gold[row], answers[row]);
      } else {
        counts.add(gold[row].nextSetBit(0), answers[row].nextSetBit(0));
      }
    }
    return counts;
  }
}
