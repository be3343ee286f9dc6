package io.qalam.trainer.dataset;

import java.util.List;
import java.util.Map;

/**
 * A dataset that is ready.
 *
 * @param labels the label space in one spelling
 * @param rows of each split, in the files' order
 */
public record PreparedDataset(
    DatasetSpec spec, List<String> labels, Map<Split, List<DatasetRow>> rows, Report report) {

  public PreparedDataset {
    labels = List.copyOf(labels);
    rows = Map.copyOf(rows);
  }

  public List<DatasetRow> rows(Split split) {
    return rows.getOrDefault(split, List.of());
  }

  /**
   * What became of the rows that were read.
   *
   * @param tooShort rows whose text has fewer than three letters
   * @param repeated rows whose text stands in the same split before
   * @param repeatedAcrossSplits rows whose text stands in a split that is kept whole
   * @param heldOutElsewhere training rows whose text another dataset tests or develops on
   * @param unused rows of a test split that was given and, by {@link Resplit#TRAIN_AGAIN}, not used
   * @param overCap training rows beyond the cap
   */
  public record Report(
      int read,
      int tooShort,
      int repeated,
      int repeatedAcrossSplits,
      int heldOutElsewhere,
      int unused,
      int overCap) {}

  /** What is done with a dataset that has a train and a test split and no other. */
  public enum Resplit {
    /** The test split is kept whole, and development rows are cut from train: an eighth. */
    KEEP_TEST,
    /** Train is split 70/20/10 as the paper does it; the given test split is not used. */
    TRAIN_AGAIN
  }
}
