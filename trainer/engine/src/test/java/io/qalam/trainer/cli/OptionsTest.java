package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static Options read(String... words) {
    return new Options(words, Set.of("--rows"), Set.of("--json"));
  }

  @Test
  void aFlagHasNoValueAndStandsAnywhere() {
    assertThat(read("--json", "--rows", "5").number("--rows", 1)).isEqualTo(5);
    assertThat(read("--rows", "5", "--json").has("--json")).isTrue();
    assertThat(read("--rows", "5").has("--json")).isFalse();
  }

  @Test
  void whatIsUnknownOrLacksItsValueIsNamedWithWhatThereIs() {
    assertThatThrownBy(() -> read("--row", "5"))
        .hasMessageContaining(
            "--row is unknown or has no value; expected some of [--json, --rows]");
    assertThatThrownBy(() -> read("--rows"))
        .hasMessageContaining("--rows is unknown or has no value");
  }
}
