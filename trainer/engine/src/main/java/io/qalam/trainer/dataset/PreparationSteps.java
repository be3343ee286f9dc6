package io.qalam.trainer.dataset;

import io.qalam.trainer.dataset.Preparation.Progress;

/**
 * How far a preparation is, in thousandths: of its time a third goes into reading bytes, and the
 * rest into comparing rows, each with its own dataset's and with the others'.
 */
final class PreparationSteps {

  private static final int ALL = 1000;
  private static final int READING = ALL / 3;

  private final Progress progress;
  private final long bytes;
  private long read;
  private long comparisons;
  private long compared;

  PreparationSteps(long bytes, Progress progress) {
    this.bytes = Math.max(1, bytes);
    this.progress = progress;
  }

  /** A file may grow while it is read. */
  void read(int count) {
    read += count;
    progress.at((int) Math.min(READING, read * READING / bytes), ALL);
  }

  /** Called once, when all rows are read. */
  void expect(long rows) {
    comparisons = 2 * Math.max(1, rows);
  }

  void compared(long rows) {
    compared += rows;
    progress.at(READING + (int) (compared * (ALL - READING) / comparisons), ALL);
  }

  void done() {
    progress.at(ALL, ALL);
  }
}
