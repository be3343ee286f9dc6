package io.qalam.trainer.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.trainer.quant.GoldenNf4.Case;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Nf4Test {

  static List<Case> cases() {
    return GoldenNf4.cases();
  }

  static Nf4Weight quantise(float[] values) {
    return Nf4.quantise(
        values.length, (from, part) -> System.arraycopy(values, (int) from, part, 0, part.length));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyByteIsThatOfBitsandbytes(Case expected) {
    Nf4Weight found = quantise(expected.values());
    assertThat(expected.encoded(found.packed())).isEqualTo(expected.text("packed"));
    assertThat(found.offset()).isEqualTo(expected.offset());
    assertThat(expected.encoded(GoldenNf4.bytes(found.nestedAbsmax())))
        .isEqualTo(expected.text("nestedAbsmax"));
    assertThat(expected.encoded(found.codes())).isEqualTo(expected.text("codes"));
  }

  @Test
  void levelsAndDynamicMapAreThoseOfBitsandbytes() {
    assertThat(Base64.getEncoder().encodeToString(GoldenNf4.bytes(Nf4.levels())))
        .isEqualTo(GoldenNf4.json().get("levels").asText());
    assertThat(DynamicMap.values())
        .containsExactly(GoldenNf4.floats(GoldenNf4.json().get("dynamicMap").asText()));
  }

  @Test
  void aWeightTakesLittleMoreThanFourBits() {
    Nf4Weight weight = quantise(GoldenNf4.generated(4096 * 256));
    assertThat(weight.bytes() * 8 / (4096 * 256.0)).isBetween(4.0, 4.13);
  }

  @Test
  void aNumberThatIsNotFiniteIsRefusedWithItsPlace() {
    float[] values = GoldenNf4.generated(640);
    values[200] = Float.NaN;
    assertThatThrownBy(() -> quantise(values))
        .hasMessageContaining("found NaN among weights 192 to 255");
    values[200] = Float.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> quantise(values)).hasMessageContaining("found Infinity");
  }
}
