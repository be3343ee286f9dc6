package io.qalam.trainer.llama;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatsTest {

  @Test
  void everyHalfComesBackFromThirtyTwoBits() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float wide = HalfFloats.widen((short) bits);
      if (!Float.isNaN(wide)) {
        assertThat(HalfFloats.half(wide)).isEqualTo((short) bits);
      }
    }
    assertThat(HalfFloats.widen(HalfFloats.half(Float.NaN))).isNaN();
  }

  /** Between 1 and 2 halves lie 2^-10 apart, below 2^-14 they lie 2^-24 apart. */
  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource({
    "0x1.002p0, 1",
    "0x1.006p0, 0x1.008p0",
    "0x1.002002p0, 0x1.004p0",
    "0x1p-25, 0",
    "0x1.000002p-25, 0x1p-24",
    "0x1.8p-24, 0x1p-23",
    "-0x1.ffffp-15, -0x1p-14",
    "65519, 65504",
    "65520, Infinity",
    "1e30, Infinity"
  })
  void aNumberBetweenTwoHalvesBecomesTheNearerOneAndOfTwoAsNearTheEven(
      float value, float expected) {
    assertThat(HalfFloats.widen(HalfFloats.half(value))).isEqualTo(expected);
  }
}
