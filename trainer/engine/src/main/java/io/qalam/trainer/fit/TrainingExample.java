package io.qalam.trainer.fit;

import io.qalam.trainer.text.LabelTask;

/** One post with the label that people gave it. */
public record TrainingExample(LabelTask task, String text, String label) {

  public TrainingExample {
    if (!task.knows(label)) {
      throw new IllegalArgumentException(
          "TrainingExample.label '"
              + label
              + "' is none of task "
              + task.task()
              + "'s labels "
              + task.labels());
    }
  }
}
