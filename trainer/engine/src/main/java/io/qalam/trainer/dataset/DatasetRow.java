package io.qalam.trainer.dataset;

import java.util.List;
import java.util.Optional;

/**
 * One row: a text, the second text of a pair, and what is to be answered.
 *
 * @param id the dataset's own id, or its place in the file
 * @param labels the one label, several, or none where the answer is a summary
 */
public record DatasetRow(
    String id,
    String text,
    Optional<String> second,
    List<String> labels,
    Optional<String> summary) {

  public DatasetRow {
    labels = List.copyOf(labels);
  }

  /** What rows are kept in proportion by when a dataset is cut. */
  String stratum() {
    return String.join("\n", labels);
  }
}
