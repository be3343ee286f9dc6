package io.qalam.trainer.recipe;

import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.fit.WrittenExample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rows of prepared datasets as the engine trains on them. */
public final class RecipeRows {
  private RecipeRows() {}

  /** Every training row once, in an order of the paper's. */
  public static List<WrittenExample> training(
      Collection<StoredDataset> datasets, TrainingOrder order, long seed) throws IOException {
    return training(datasets, Integer.MAX_VALUE, order, seed);
  }

  /** The same of so many rows of each dataset, as {@link RowSample} draws them. */
  public static List<WrittenExample> training(
      Collection<StoredDataset> datasets, int mostOfEach, TrainingOrder order, long seed)
      throws IOException {
    List<DatasetBlock<WrittenExample>> blocks = new ArrayList<>();
    for (StoredDataset dataset : datasets) {
      blocks.add(
          new DatasetBlock<>(
              dataset.language(),
              dataset.task(),
              dataset.name(),
              rows(dataset, Split.TRAIN, mostOfEach)));
    }
    return order.of(blocks, seed);
  }

  /** Development rows of each dataset, likewise. */
  public static List<WrittenExample> development(Collection<StoredDataset> datasets, int mostOfEach)
      throws IOException {
    List<WrittenExample> rows = new ArrayList<>();
    for (StoredDataset dataset : datasets) {
      rows.addAll(rows(dataset, Split.DEVELOPMENT, mostOfEach));
    }
    return rows;
  }

  private static List<WrittenExample> rows(StoredDataset dataset, Split split, int most)
      throws IOException {
    return RowSample.of(dataset.rows(split), most).stream()
        .map(
            row ->
                new WrittenExample(row.instruction(), dataset.labels(), row.input(), row.output()))
        .toList();
  }
}
