package io.qalam.trainer.recipe;

import java.util.List;

/** The training rows of one dataset, in the dataset's own order. */
public record DatasetBlock<R>(String language, String task, String dataset, List<R> rows) {

  public DatasetBlock {
    rows = List.copyOf(rows);
  }
}
