package io.qalam.trainer.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RotaryTableTest {

  /** Llama 3.1: short waves stay, waves beyond the original context are stretched by the factor. */
  @Test
  void onlyLowFrequenciesAreStretched() {
    LlamaConfig plain = config(null);
    LlamaConfig scaled = config(new LlamaConfig.RopeScaling(8, 1, 4, 64));
    float[] before = RotaryTable.values(plain, 9, false);
    float[] after = RotaryTable.values(scaled, 9, false);
    assertThat(after[8 * 8]).isEqualTo(before[8 * 8]).isCloseTo((float) Math.sin(8), within(1e-6f));
    assertThat(after[8 * 8 + 3])
        .isCloseTo((float) Math.sin(8 * Math.pow(10_000, -0.75) / 8), within(1e-6f));
    assertThat(before[8 * 8 + 3])
        .isCloseTo((float) Math.sin(8 * Math.pow(10_000, -0.75)), within(1e-6f));
  }

  private static LlamaConfig config(LlamaConfig.RopeScaling scaling) {
    return new LlamaConfig(
        320, 32, 48, 2, 4, 2, 8, 1e-5, 10_000, scaling, true, 256, 0, List.of(1));
  }
}
