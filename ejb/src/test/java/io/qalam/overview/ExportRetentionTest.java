package io.qalam.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportRetentionTest {

  @Test
  void filesAreKeptForAWeekUnlessSomethingElseIsSaid() {
    assertThat(ExportRetention.days(null)).isEqualTo(7);
    assertThat(ExportRetention.days(" ")).isEqualTo(7);
    assertThat(ExportRetention.days("365")).isEqualTo(365);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "366", "1.5", "week"})
  void whatIsNoNumberOfDaysIsRefusedByName(String text) {
    assertThatThrownBy(() -> ExportRetention.days(text))
        .hasMessageContaining("QALAM_EXPORT_DAYS")
        .hasMessageContaining(text);
  }
}
