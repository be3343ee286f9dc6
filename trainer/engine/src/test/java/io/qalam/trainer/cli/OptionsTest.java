package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "2147483648"})
  void aCountIsOneOrMore(String count) {
    assertThatThrownBy(() -> read("--rows", count).count("--rows", 1))
        .hasMessage("Option --rows found " + count + ", expected 1 to 2147483647");
    assertThat(read().count("--rows", 7)).isEqualTo(7);
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
