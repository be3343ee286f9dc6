package io.qalam.trainer.worker;

import io.qalam.trainer.fit.WrittenExample;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.TrainingSetRow;
import io.qalam.trainer.text.SummaryTask;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a run of summaries.
 *
 * @param examples the TRAIN rows
 * @param heldOut the DEVELOPMENT and TEST rows, in this order
 */
record SummaryRows(List<WrittenExample> examples, List<HeldOutSummary> heldOut) {

  /** Tokens of a row at most: a longer post loses its end. */
  static final int MOST_TOKENS = 512;

  static final SummaryRows NONE = new SummaryRows(List.of(), List.of());

  /** A post that is never trained on, and the summary people gave it. */
  record HeldOutSummary(String part, SummaryTask task, String text, String summary) {}

  SummaryRows {
    examples = List.copyOf(examples);
    heldOut = List.copyOf(heldOut);
  }

  /**
   * The rows of a training set.
   *
   * @throws IllegalArgumentException naming the post that has no summary
   */
  static SummaryRows of(TrainingRequest request, List<TrainingSetRow> rows) {
    String instruction = request.task().instruction();
    List<WrittenExample> examples = new ArrayList<>();
    List<HeldOutSummary> development = new ArrayList<>();
    List<HeldOutSummary> test = new ArrayList<>();
    for (TrainingSetRow row : rows) {
      String summary = summary(row);
      var heldOut =
          new HeldOutSummary(
              row.split(),
              new SummaryTask(row.task(), row.lang(), instruction),
              row.text(),
              summary);
      switch (row.split()) {
        case "TRAIN" ->
            examples.add(new WrittenExample(instruction, List.of(), row.text(), summary));
        case "DEVELOPMENT" -> development.add(heldOut);
        default -> test.add(heldOut);
      }
    }
    development.addAll(test);
    return new SummaryRows(examples, development);
  }

  private static String summary(TrainingSetRow row) {
    if (row.summary() == null) {
      throw new IllegalArgumentException("Post " + row.postId() + " has no summary");
    }
    return row.summary();
  }
}
