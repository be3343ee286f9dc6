package io.qalam.trainer.quant;

/**
 * The blocks' magnitudes in eight bits: less their mean, in blocks of 256, each divided by its own
 * greatest magnitude and rounded on the dynamic map.
 *
 * <p>Dettmers et al. 2023, arXiv:2305.14314, §3. Rounding looks the value up in 65,536 bins, as
 * bitsandbytes 0.50 does on a CPU; on a GPU it takes the nearest, which near a midpoint may be one
 * step off.
 */
final class DoubleQuantisation {
  static final int BLOCK = 256;

  private static final int BINS = 65_536;
  private static final byte[] CODES = codes();

  private DoubleQuantisation() {}

  static Nf4Weight of(byte[] packed, float[] absmax) {
    float offset = CascadeSum.mean(absmax);
    byte[] codes = new byte[absmax.length];
    float[] nestedAbsmax = new float[(absmax.length + BLOCK - 1) / BLOCK];
    for (int block = 0; block < nestedAbsmax.length; block++) {
      int start = block * BLOCK;
      int end = Math.min(start + BLOCK, absmax.length);
      float greatest = 0;
      for (int i = start; i < end; i++) {
        greatest = Math.max(greatest, Math.abs(absmax[i] - offset));
      }
      nestedAbsmax[block] = greatest;
      float inverse = 1f / greatest;
      for (int i = start; i < end && greatest > 0; i++) {
        codes[i] = code((absmax[i] - offset) * inverse);
      }
    }
    return new Nf4Weight(packed, codes, nestedAbsmax, offset);
  }

  /** The multiplication and the addition are rounded once, as a fused instruction does it. */
  private static byte code(float scaled) {
    float value = Math.max(-1, Math.min(1, scaled));
    return CODES[(int) (float) ((value + 1f) * 0.5f * (double) (BINS - 1) + 0.5)];
  }

  private static byte[] codes() {
    float[] map = DynamicMap.values();
    byte[] codes = new byte[BINS];
    int code = 0;
    for (int bin = 0; bin < BINS; bin++) {
      float value = -1f + (2f * bin) / (BINS - 1);
      while (code < map.length - 1 && 0.5f * (map[code] + map[code + 1]) < value) {
        code++;
      }
      codes[bin] = (byte) code;
    }
    return codes;
  }
}
