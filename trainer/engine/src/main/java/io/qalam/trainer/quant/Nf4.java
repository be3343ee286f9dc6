package io.qalam.trainer.quant;

import java.util.stream.IntStream;

/**
 * Four-bit NormalFloat: each block of 64 weights is divided by its greatest magnitude and rounded
 * to the nearest of 16 levels, quantiles of a normal distribution.
 *
 * <p>Dettmers et al. 2023, arXiv:2305.14314, §3. Order of operations and ties are those of
 * bitsandbytes 0.50 on a CPU, so that the bytes are equal; its CUDA kernel has the same thresholds,
 * but gives an all-zero block level 0 instead of 7.
 */
public final class Nf4 {
  public static final int BLOCK = 64;

  /** Weights that one thread has before it as floats. */
  private static final int CHUNK = 1 << 20;

  private static final float[] LEVELS = {
    -1f,
    -0.6961928009986877f,
    -0.5250730514526367f,
    -0.39491748809814453f,
    -0.28444138169288635f,
    -0.18477343022823334f,
    -0.09105003625154495f,
    0f,
    0.07958029955625534f,
    0.16093020141124725f,
    0.24611230194568634f,
    0.33791524171829224f,
    0.44070982933044434f,
    0.5626170039176941f,
    0.7229568362236023f,
    1f
  };

  /** Midpoints between levels; beyond the last lies none. */
  private static final float[] THRESHOLDS = thresholds();

  /** Bins a unit: no two thresholds lie in the same sixteenth. */
  private static final int BINS = 16;

  /** How many thresholds lie below each sixteenth of [-1, 1]. */
  private static final byte[] BELOW = below();

  private Nf4() {}

  /** Where weights come from, a part at a time. */
  @FunctionalInterface
  public interface Source {

    /** Fills the array with the weights from that position on; called by several threads. */
    void read(long from, float[] weights);
  }

  /**
   * Quantises weights.
   *
   * @throws IllegalArgumentException if one of them is no finite number, naming its position
   */
  public static Nf4Weight quantise(long elements, Source source) {
    byte[] packed = new byte[Math.toIntExact((elements + 1) / 2)];
    float[] absmax = new float[Math.toIntExact((elements + BLOCK - 1) / BLOCK)];
    IntStream.range(0, Math.toIntExact((elements + CHUNK - 1) / CHUNK))
        .parallel()
        .forEach(
            chunk -> {
              long from = (long) chunk * CHUNK;
              float[] weights = new float[(int) Math.min(CHUNK, elements - from)];
              source.read(from, weights);
              quantise(weights, from, packed, absmax);
            });
    requireFinite(absmax);
    return DoubleQuantisation.of(packed, absmax);
  }

  private static void quantise(float[] weights, long from, byte[] packed, float[] absmax) {
    byte[] levels = new byte[BLOCK];
    for (int start = 0; start < weights.length; start += BLOCK) {
      int length = Math.min(BLOCK, weights.length - start);
      float greatest = greatest(weights, start, length);
      absmax[(int) ((from + start) / BLOCK)] =
          length == BLOCK
              ? wholeBlock(weights, start, greatest, levels)
              : partOfBlock(weights, start, length, greatest, levels);
      pack(levels, length, packed, (int) ((from + start) / 2));
    }
  }

  /** A number that is not finite makes its block's magnitude so. */
  private static void requireFinite(float[] absmax) {
    for (int block = 0; block < absmax.length; block++) {
      if (!Float.isFinite(absmax[block])) {
        long from = (long) block * BLOCK;
        throw new IllegalArgumentException(
            "found " + absmax[block] + " among weights " + from + " to " + (from + BLOCK - 1));
      }
    }
  }

  private static float greatest(float[] weights, int start, int length) {
    float greatest = 0;
    for (int i = start; i < start + length; i++) {
      greatest = Math.max(greatest, Math.abs(weights[i]));
    }
    return greatest;
  }

  private static float wholeBlock(float[] weights, int start, float greatest, byte[] levels) {
    float inverse = 1f / Math.max(greatest, 1e-38f);
    for (int i = 0; i < BLOCK; i++) {
      levels[i] = level(weights[start + i] * inverse);
    }
    return greatest;
  }

  /** A last block that is not full is divided, not multiplied, and its magnitude is never zero. */
  private static float partOfBlock(
      float[] weights, int start, int length, float greatest, byte[] levels) {
    float divisor = Math.max(greatest, 1e-38f);
    for (int i = 0; i < length; i++) {
      levels[i] = level(weights[start + i] / divisor);
    }
    if (length < BLOCK) {
      levels[length] = level(0);
    }
    return divisor;
  }

  private static byte level(float scaled) {
    float value = Math.max(-1, Math.min(1, scaled));
    int below = BELOW[(int) ((value + 1) * BINS)];
    return (byte) (value > THRESHOLDS[below] ? below + 1 : below);
  }

  private static void pack(byte[] levels, int length, byte[] packed, int at) {
    for (int i = 0; i < length; i += 2) {
      packed[at + i / 2] = (byte) (levels[i] << 4 | levels[i + 1]);
    }
  }

  private static float[] thresholds() {
    float[] thresholds = new float[LEVELS.length];
    for (int i = 0; i + 1 < LEVELS.length; i++) {
      thresholds[i] = (LEVELS[i] + LEVELS[i + 1]) / 2;
    }
    thresholds[LEVELS.length - 1] = Float.POSITIVE_INFINITY;
    return thresholds;
  }

  private static byte[] below() {
    byte[] below = new byte[2 * BINS + 1];
    for (int bin = 0; bin < below.length; bin++) {
      while (THRESHOLDS[below[bin]] < bin / (float) BINS - 1) {
        below[bin]++;
      }
    }
    return below;
  }

  /** The sixteen levels. */
  public static float[] levels() {
    return LEVELS.clone();
  }

  /** What each byte means: (256, 2) in a row, the first weight's level and the second's. */
  public static float[] pairs() {
    float[] pairs = new float[512];
    for (int b = 0; b < 256; b++) {
      pairs[2 * b] = LEVELS[b >> 4];
      pairs[2 * b + 1] = LEVELS[b & 15];
    }
    return pairs;
  }
}
