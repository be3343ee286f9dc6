package io.qalam.trainer.llama;

/**
 * Cosines and sines of the rotary position embedding, (positions, E), both halves alike as Hugging
 * Face lays them out.
 *
 * <p>Su et al. 2021, arXiv:2104.09864; Llama 3.1's scaling of the low frequencies as in
 * transformers' {@code _compute_llama3_parameters}. Frequencies and angles are rounded to 32 bits
 * where transformers rounds them: at position 8,191 an angle in 32 bits is off by 2e-4, and a model
 * was trained with those.
 */
final class RotaryTable {
  private RotaryTable() {}

  static float[] values(LlamaConfig config, int positions, boolean cosine) {
    int half = config.headSize() / 2;
    float[] values = new float[positions * config.headSize()];
    for (int i = 0; i < half; i++) {
      float frequency = frequency(config, i);
      for (int p = 0; p < positions; p++) {
        float angle = p * frequency;
        float value = (float) (cosine ? Math.cos(angle) : Math.sin(angle));
        values[p * config.headSize() + i] = value;
        values[p * config.headSize() + half + i] = value;
      }
    }
    return values;
  }

  private static float frequency(LlamaConfig config, int i) {
    float exponent = 2f * i / config.headSize();
    float plain = 1 / (float) Math.pow((float) config.ropeTheta(), exponent);
    LlamaConfig.RopeScaling scaling = config.ropeScaling();
    return scaling == null ? plain : scaled(plain, scaling);
  }

  private static float scaled(float plain, LlamaConfig.RopeScaling scaling) {
    float wavelength = 1 / plain * (float) (2 * Math.PI);
    double original = scaling.originalPositions();
    if (wavelength < (float) (original / scaling.highFactor())) {
      return plain;
    }
    float stretched = plain / (float) scaling.factor();
    if (wavelength > (float) (original / scaling.lowFactor())) {
      return stretched;
    }
    float smooth =
        (1 / wavelength * (float) original - (float) scaling.lowFactor())
            / (float) (scaling.highFactor() - scaling.lowFactor());
    return (1 - smooth) * plain / (float) scaling.factor() + smooth * plain;
  }
}
