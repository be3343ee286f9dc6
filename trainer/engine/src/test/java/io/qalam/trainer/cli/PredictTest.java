package io.qalam.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictTest {

  private static Options given(String labels) {
    return new Options(new String[] {"--labels", labels}, Set.of("--labels"));
  }

  @Test
  void labelsAreTakenWithoutTheBlanksAroundThem() {
    assertThat(Predict.labels(given("إيجابي, सकारात्मक ,neutral")))
        .containsExactly("إيجابي", "सकारात्मक", "neutral");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "21", "NaN", "warm"})
  void aTemperatureThatIsNoneIsRefusedByItsOption(String temperature) {
    Options options =
        new Options(new String[] {"--temperature", temperature}, Set.of("--temperature"));
    assertThatThrownBy(() -> Predict.temperature(options))
        .hasMessageContaining("--temperature found '" + temperature + "', expected a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "a,a", "a,,b", "a, a"})
  void labelsThatCannotTellPostsApartAreRefusedByTheirOption(String labels) {
    assertThatThrownBy(() -> Predict.labels(given(labels)))
        .hasMessage(
            "Option --labels found '" + labels + "', expected two or more that differ, as a,b");
  }
}
