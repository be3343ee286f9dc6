package io.qalam.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {

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
