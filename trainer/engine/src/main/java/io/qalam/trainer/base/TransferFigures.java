package io.qalam.trainer.base;

/**
 * One row of the transfer table, macro-F1 on the test rows; JSON in {@code transfer.json}.
 *
 * @param task the name of the task
 * @param leftOut the type of task that the base's tuning left out
 * @param rows how many were taught, chosen on and measured
 * @param ids SHA-256 of their ids, by part
 * @param majority the most frequent label of the training rows for every row
 * @param zeroShot the base alone
 * @param adapted after LoRA on the training rows
 * @param yardstick TF-IDF and logistic regression on the same training rows
 * @param difference 95 % interval of adapted minus yardstick, paired bootstrap over the test rows
 * @param chosen the setting that the development rows chose, in words
 * @param yardstickAnswers SHA-256 of the yardstick's answers to the test rows, in their order
 */
public record TransferFigures(
    String task,
    String leftOut,
    Rows rows,
    String ids,
    double majority,
    double zeroShot,
    double adapted,
    double yardstick,
    Difference difference,
    String chosen,
    String yardstickAnswers) {

  /** Numbers of rows. */
  public record Rows(int training, int development, int test) {}

  /** Bounds of an interval. */
  public record Difference(double lower, double upper) {}
}
