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

  /** The same of the first rows of each dataset alone. */
  public static List<WrittenExample> training(
      Collection<StoredDataset> datasets, int mostOfEach, TrainingOrder order, long seed)
      throws IOException {
    List<DatasetBlock<WrittenExample>> blocks = new ArrayList<>();
    for (StoredDataset dataset : datasets) {
      List<WrittenExample> all = rows(dataset, Split.TRAIN);
      blocks.add(
          new DatasetBlock<>(
              dataset.language(),
              dataset.task(),
              dataset.name(),
              all.subList(0, Math.min(mostOfEach, all.size()))));
    }
    return order.of(blocks, seed);
  }

  /** The first development rows of each dataset. */
  public static List<WrittenExample> development(Collection<StoredDataset> datasets, int mostOfEach)
      throws IOException {
    List<WrittenExample> rows = new ArrayList<>();
    for (StoredDataset dataset : datasets) {
      List<WrittenExample> all = rows(dataset, Split.DEVELOPMENT);
      rows.addAll(all.subList(0, Math.min(mostOfEach, all.size())));
    }
    return rows;
  }

  private static List<WrittenExample> rows(StoredDataset dataset, Split split) throws IOException {
    return dataset.rows(split).stream()
        .map(
            row ->
                new WrittenExample(row.instruction(), dataset.labels(), row.input(), row.output()))
        .toList();
  }
}
