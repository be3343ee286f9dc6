package io.qalam.trainer.report;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, and how.
 *
 * @param kind {@code label}, {@code labels} or {@code summary}
 * @param metric the figure that the dataset is known by
 * @param positive the label whose F1 is the metric, where that is one label's
 * @param split {@code test} or {@code development}
 * @param rowsInSplit all of them, of which the first were measured
 * @param trainingRows that the yardstick learnt from
 * @param developmentRows that the temperatures were fitted on
 * @param baseModel its name and the beginning of its SHA-256
 * @param adapter likewise; absent where the base was measured alone
 * @param mostTokens of a written answer
 */
public record Measured(
    String dataset,
    String language,
    String task,
    String kind,
    String metric,
    @Nullable String positive,
    List<String> labels,
    String split,
    int rowsInSplit,
    int trainingRows,
    int developmentRows,
    String baseModel,
    @Nullable String adapter,
    int mostTokens) {

  public boolean hasSummaries() {
    return kind.equals("summary");
  }

  public boolean hasSeveralLabels() {
    return kind.equals("labels");
  }

  Optional<Integer> positiveIndex() {
    return Optional.ofNullable(positive).map(labels::indexOf).filter(index -> index >= 0);
  }
}
