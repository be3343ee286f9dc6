package io.qalam.trainer.fit;

/**
 * AdamW with a linear schedule: Loshchilov and Hutter 2019, arXiv:1711.05101. The first moment's
 * decay is 0.9, epsilon 1e-8.
 *
 * @param learningRate peak, reached after the warm-up, then falling linearly to zero
 * @param warmupShare share of the steps, 0 to 0.5
 * @param secondBeta decay of the second moment, 0 up to 1
 * @param weightDecay per step, times the learning rate
 * @param maxGradientNorm gradients above it are scaled down to it
 */
public record AdamW(
    float learningRate,
    float warmupShare,
    float secondBeta,
    float weightDecay,
    float maxGradientNorm) {

  public AdamW {
    require(
        learningRate > 0 && learningRate <= 0.1f, "learningRate", "above 0 to 0.1", learningRate);
    require(warmupShare >= 0 && warmupShare <= 0.5f, "warmupShare", "0 to 0.5", warmupShare);
    require(secondBeta >= 0 && secondBeta < 1, "secondBeta", "0 up to 1", secondBeta);
    require(weightDecay >= 0 && weightDecay <= 1, "weightDecay", "0 to 1", weightDecay);
    require(
        maxGradientNorm > 0 && maxGradientNorm <= 1000,
        "maxGradientNorm",
        "above 0 to 1000",
        maxGradientNorm);
  }

  /** The same with another peak. */
  public AdamW at(float otherRate) {
    return new AdamW(otherRate, warmupShare, secondBeta, weightDecay, maxGradientNorm);
  }

  /**
   * The rate of a step, counted from zero. As transformers' linear schedule, but that the warm-up
   * begins above zero: a step at rate zero would teach nothing.
   */
  float rate(int step, int steps) {
    int warmup = (int) Math.ceil(warmupShare * steps);
    float share =
        step < warmup
            ? (step + 1) / (float) warmup
            : (steps - step) / (float) Math.max(1, steps - warmup);
    return learningRate * share;
  }

  private static void require(boolean holds, String field, String range, float found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "AdamW." + field + " must be " + range + ", found " + found);
    }
  }
}
