package io.qalam.trainer.report;

import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.recipe.InstructionRow;
import io.qalam.trainer.recipe.RowSample;
import io.qalam.trainer.recipe.StoredDataset;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.text.SummaryTask;
import java.io.IOException;
import java.util.List;

/**
 * The rows of one dataset that an evaluation needs.
 *
 * @param inSplit how many rows the split has, of which some or all are measured
 * @param development what temperatures are fitted on; none where a row may have several labels, and
 *     for summaries
 * @param train what the yardstick learns from
 */
record MeasuredRows(
    StoredDataset dataset,
    List<String> labels,
    int inSplit,
    List<InstructionRow> measured,
    List<InstructionRow> development,
    List<InstructionRow> train) {

  /** It chooses its settings on so many rows: beyond them it takes little longer. */
  private static final int YARDSTICK_ROWS = 1_000;

  private static final int YARDSTICK_ROWS_A_STEP = 5;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when the split has no row, or a row no label of the dataset's
   */
  static MeasuredRows of(StoredDataset dataset, EvaluationSetting setting) throws IOException {
    List<InstructionRow> all = dataset.rows(setting.split());
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          dataset.name() + " has no " + setting.split() + " row to measure");
    }
    boolean scored = !dataset.isSummary() && !dataset.hasSeveralLabels();
    MeasuredRows rows =
        new MeasuredRows(
            dataset,
            dataset.labels(),
            all.size(),
            RowSample.of(all, setting.mostRows()),
            scored ? RowSample.of(dataset.rows(Split.DEVELOPMENT), setting.mostRows()) : List.of(),
            dataset.isSummary() ? List.of() : dataset.rows(Split.TRAIN));
    rows.requireLabels(rows.measured);
    rows.requireLabels(rows.development);
    rows.requireLabels(rows.train);
    return rows;
  }

  private void requireLabels(List<InstructionRow> rows) {
    for (InstructionRow row : rows) {
      if (gold(row).contains(-1)) {
        throw new IllegalArgumentException(
            dataset.name()
                + ", row "
                + row.id()
                + ": output found '"
                + row.output()
                + "', expected "
                + (hasSeveralLabels() ? "some" : "one")
                + " of "
                + labels);
      }
    }
  }

  boolean isSummary() {
    return dataset.isSummary();
  }

  boolean hasSeveralLabels() {
    return dataset.hasSeveralLabels();
  }

  /** Indices of a row's labels; none for a summary. */
  List<Integer> gold(InstructionRow row) {
    if (isSummary()) {
      return List.of();
    }
    return hasSeveralLabels()
        ? row.outputs().stream().map(labels::indexOf).toList()
        : List.of(labels.indexOf(row.output()));
  }

  LabelTask labelTask() {
    return new LabelTask(dataset.task(), dataset.language(), instruction(), labels);
  }

  SummaryTask summaryTask() {
    return new SummaryTask(dataset.task(), dataset.language(), instruction());
  }

  /** The dataset's first: all rows that are measured have it. */
  private String instruction() {
    return measured.get(0).instruction();
  }

  /** How often one model reads a row of it, all in all. */
  int steps() {
    boolean scored = !isSummary() && !hasSeveralLabels();
    int anew = development.equals(measured) ? 0 : development.size();
    return measured.size() * (scored ? 2 : 1) + anew;
  }

  /** What the yardstick takes, in about as many readings of a row by a small model. */
  int yardstickSteps() {
    int trainings = hasSeveralLabels() ? labels.size() : 1;
    return 1 + trainings * Math.min(train.size(), YARDSTICK_ROWS) / YARDSTICK_ROWS_A_STEP;
  }
}
