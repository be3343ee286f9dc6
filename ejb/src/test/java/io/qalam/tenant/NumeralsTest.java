package io.qalam.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.9f", "1d", "0x1p-1", "NaN", "Infinity", "", ".", "1.000.5", "+0.5"})
  void whatAMachineAloneWouldReadIsNoNumber(String typed) {
    assertThatThrownBy(() -> Numerals.decimal(typed)).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void aDecimalIsReadAsItIsTyped() {
    assertThat(Numerals.decimal("٠٫٩")).isEqualTo(0.9);
    assertThat(Numerals.decimal("1e-3")).isEqualTo(0.001);
    assertThat(Numerals.decimal(".5")).isEqualTo(0.5);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0.5, 0.5",
    "'0,5', 0.5",
    "٠٫٥, 0.5",
    "٠،٥, 0.5",
    "۰٫۲۵, 0.25",
    "०.५, 0.5",
    "'  12 ', 12",
    "١٢٠, 120",
    "\u200F٠٫٥\u200E, 0.5",
    "−0.02, -0.02",
    "'1,000.5', 1.000.5",
    "half, half",
  })
  void aNumberIsReadInTheDigitsAndTheSignOfItsReader(String typed, String plain) {
    assertThat(Numerals.plain(typed)).isEqualTo(plain);
  }
}
