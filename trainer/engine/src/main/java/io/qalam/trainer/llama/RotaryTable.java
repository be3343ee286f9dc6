package io.qalam.trainer.llama;

/**
 * Cosines and sines of the rotary position embedding, (positions, E), both halves alike as Hugging
 * Face lays them out.
 *
 * <p>Su et al. 2021, arXiv:2104.09864; Llama 3.1's scaling of the low frequencies as in
 * transformers' {@code _compute_llama3_parameters}.
 */
final class RotaryTable {
  private RotaryTable() {}

  static float[] values(LlamaConfig config, int positions, boolean cosine) {
    int half = config.headSize() / 2;
    float[] values = new float[positions * config.headSize()];
    for (int i = 0; i < half; i++) {
      double frequency = frequency(config, i);
      for (int p = 0; p < positions; p++) {
        double angle = p * frequency;
        float value = (float) (cosine ? Math.cos(angle) : Math.sin(angle));
        values[p * config.headSize() + i] = value;
        values[p * config.headSize() + half + i] = value;
      }
    }
    return values;
  }

  private static double frequency(LlamaConfig config, int i) {
    double plain = Math.pow(config.ropeTheta(), -2.0 * i / config.headSize());
    LlamaConfig.RopeScaling scaling = config.ropeScaling();
    if (scaling == null) {
      return plain;
    }
    double wavelength = 2 * Math.PI / plain;
    double original = scaling.originalPositions();
    if (wavelength < original / scaling.highFactor()) {
      return plain;
    }
    if (wavelength > original / scaling.lowFactor()) {
      return plain / scaling.factor();
    }
    double smooth =
        (original / wavelength - scaling.lowFactor())
            / (scaling.highFactor() - scaling.lowFactor());
    return (1 - smooth) * plain / scaling.factor() + smooth * plain;
  }
}
