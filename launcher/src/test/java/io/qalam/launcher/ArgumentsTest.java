package io.qalam.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void anOptionTakesItsValueFromTheNextWordOrAfterAnEqualsSign() {
    assertThat(parse("--home", "/a b", "--detach").value("--home")).contains("/a b");
    assertThat(parse("--home=/a=b").value("--home")).contains("/a=b");
    assertThat(parse("--detach").has("--detach")).isTrue();
    assertThat(parse().has("--detach")).isFalse();
  }

  @Test
  void anUnknownOptionIsRefusedByNameWithExitCode2() {
    assertThatThrownBy(() -> parse("--homee", "/a"))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.exitCode()).isEqualTo(2))
        .hasMessageContaining("unknown option --homee");
  }

  @Test
  void anOptionWithoutItsValueIsRefused() {
    assertThatThrownBy(() -> parse("--home")).hasMessageContaining("--home needs a value");
  }

  @Test
  void aWordTooManyOrTooFewIsNamed() {
    assertThatThrownBy(() -> parse("a", "b").words("FILE"))
        .hasMessageContaining("unexpected argument b");
    assertThatThrownBy(() -> parse().words("FILE"))
        .hasMessageContaining("argument FILE is missing");
    assertThat(parse("a").words("FILE")).containsExactly("a");
  }

  @Test
  void aNumberOutsideItsRangeIsRefusedWithTheRange() {
    for (String wrong : List.of("0", "65536", "x", "-1", "99999999999")) {
      assertThatThrownBy(() -> parse("--port=" + wrong).number("--port", 1, 65_535))
          .as(wrong)
          .hasMessageContaining("--port must be a number from 1 to 65535, not " + wrong);
    }
    assertThat(parse("--port", "8081").number("--port", 1, 65_535)).contains(8081);
  }

  @Test
  void anUnknownCommandEndsWithExitCode2() {
    assertThat(Main.run(List.of("strat"))).isEqualTo(2);
  }

  private static Arguments parse(String... words) {
    return Arguments.parse(List.of(words), Set.of("--detach"), Set.of("--home", "--port"));
  }
}
