package io.qalam.trainer.quant;

import java.util.Arrays;

/**
 * Eight bits that are finest near zero: a sign, a decimal exponent whose leading zeros are counted,
 * and a fraction in the bits that are left.
 *
 * <p>Dettmers 2015, arXiv:1511.04561, in the signed form of bitsandbytes' {@code
 * create_dynamic_map}.
 */
final class DynamicMap {
  private static final int EXPONENTS = 7;
  private static final float[] VALUES = make();

  private DynamicMap() {}

  /** The 256 values, ascending. */
  static float[] values() {
    return VALUES.clone();
  }

  private static float[] make() {
    float[] values = new float[256];
    int at = 0;
    for (int exponent = 0; exponent < EXPONENTS; exponent++) {
      float scale = (float) Math.pow(10, exponent - EXPONENTS + 1);
      int fractions = 1 << exponent;
      for (int i = 0; i < fractions; i++) {
        float mean = (boundary(i, fractions) + boundary(i + 1, fractions)) / 2f;
        values[at++] = scale * mean;
        values[at++] = -scale * mean;
      }
    }
    values[at++] = 0;
    values[at] = 1;
    Arrays.sort(values);
    return values;
  }

  /** The fraction's range [0.1, 1] in equal parts, counted from the nearer end. */
  private static float boundary(int i, int parts) {
    float step = (1f - 0.1f) / parts;
    return i < (parts + 1) / 2 ? Math.fma(step, i, 0.1f) : Math.fma(-step, parts - i, 1f);
  }
}
