package io.qalam.trainer.corpus;

import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.text.LabelTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rows of one file as examples of one task, for trying adapters out. */
public final class TrialRows {
  private TrialRows() {}

  /**
   * The rows whose field, named as the task, holds one of its labels; of the sets that the base was
   * made from only the rows that it never saw.
   */
  public static List<TrainingExample> read(Path file, LabelTask task) throws IOException {
    String name = String.valueOf(file.getFileName()).replace(".jsonl", "");
    List<TrainingExample> examples = new ArrayList<>();
    for (SourceRow row : Corpus.readFile(file, name)) {
      boolean seen =
          Corpus.DATASETS.contains(name)
              && (!Corpus.isLoopProof(row) || row.split().equals("test"));
      String label = row.field(task.task());
      if (!seen && task.labels().contains(label)) {
        examples.add(new TrainingExample(task, row.text(), label));
      }
    }
    return examples;
  }
}
