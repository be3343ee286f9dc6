package io.qalam.trainer.text;

/** One request for summaries: how they are asked for. */
public record SummaryTask(String task, String language, String instruction) {

  public SummaryTask {
    if (instruction.isBlank()) {
      throw new IllegalArgumentException("SummaryTask.instruction of task " + task + " is blank");
    }
  }
}
