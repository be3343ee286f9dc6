package io.qalam.trainer.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A whole report, as scripts read it.
 *
 * @param overviews means over the datasets
 * @param datasets by language and name
 */
public record EvaluationReport(List<Overview> overviews, List<DatasetFigures> datasets) {

  /**
   * Makes the report of a folder of outcomes; no model is needed.
   *
   * @throws IllegalArgumentException naming the file, and the field, that is not as it must be
   */
  public static EvaluationReport of(OutcomesFolder folder, Progress progress) throws IOException {
    FiguresOfOutcomes figures = FiguresOfOutcomes.standard();
    List<DatasetFigures> datasets = new ArrayList<>();
    List<Path> files = folder.files();
    for (Path file : files) {
      datasets.add(figures.of(OutcomesFolder.read(file)));
      progress.at(datasets.size(), files.size());
    }
    datasets.sort(
        Comparator.comparing((DatasetFigures one) -> one.measured().language())
            .thenComparing(one -> one.measured().dataset(), String.CASE_INSENSITIVE_ORDER));
    return new EvaluationReport(Overview.of(datasets), datasets);
  }
}
