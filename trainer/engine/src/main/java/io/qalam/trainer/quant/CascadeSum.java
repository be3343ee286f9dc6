package io.qalam.trainer.quant;

/**
 * The mean as PyTorch computes it on one x86 thread: 32 running sums (four of eight lanes), each
 * emptied into a coarser one after a number of steps, so that only sums of like size are added.
 *
 * <p>In 32 bits the order of additions shows in the last bits of the mean, and through it in some
 * codes. PyTorch's {@code multi_row_sum}, ATen/native/cpu/SumKernel.cpp.
 */
final class CascadeSum {
  private static final int LANES = 8;
  private static final int ROWS = 4;
  private static final int LEVELS = 4;

  private CascadeSum() {}

  static float mean(float[] values) {
    return sum(values) / values.length;
  }

  private static float sum(float[] values) {
    if (values.length < LANES) {
      return sum(values, values.length, 1)[0];
    }
    int vectors = values.length / LANES;
    float total = 0;
    for (int i = vectors * LANES; i < values.length; i++) {
      total += values[i];
    }
    for (float lane : sum(values, vectors, LANES)) {
      total += lane;
    }
    return total;
  }

  /** The sum of so many vectors, lane by lane. */
  private static float[] sum(float[] values, int vectors, int lanes) {
    int steps = vectors / ROWS;
    float[] sums = rows(values, steps, ROWS * lanes);
    for (int i = steps * ROWS * lanes; i < vectors * lanes; i++) {
      sums[i % lanes] += values[i];
    }
    float[] total = new float[lanes];
    for (int i = 0; i < sums.length; i++) {
      total[i % lanes] = i < lanes ? sums[i] : total[i % lanes] + sums[i];
    }
    return total;
  }

  private static float[] rows(float[] values, int steps, int width) {
    int power = Math.max(4, ceilLog2(steps) / LEVELS);
    int mask = (1 << power) - 1;
    float[][] levels = new float[LEVELS][width];
    for (int step = 0; step < steps; ) {
      add(levels[0], values, step * width);
      step++;
      boolean carried = (step & mask) == 0;
      for (int level = 1; level < LEVELS && carried; level++) {
        add(levels[level], levels[level - 1], 0);
        java.util.Arrays.fill(levels[level - 1], 0);
        carried = (step & (long) mask << (level * power)) == 0;
      }
    }
    for (int level = 1; level < LEVELS; level++) {
      add(levels[0], levels[level], 0);
    }
    return levels[0];
  }

  private static void add(float[] sums, float[] values, int from) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[from + i];
    }
  }

  private static int ceilLog2(int value) {
    return value <= 2 ? 1 : 32 - Integer.numberOfLeadingZeros(value - 1);
  }
}
