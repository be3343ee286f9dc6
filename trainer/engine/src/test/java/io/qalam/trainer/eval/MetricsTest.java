package io.qalam.trainer.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.eval.Calibration.Scored;
import io.qalam.trainer.protocol.Rouge2;
import io.qalam.trainer.serve.LabelScore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden values by scikit-learn, rouge-score and SciPy: {@code bench/golden/metrics.py} wrote them.
 */
class MetricsTest {

  private static Stream<Named<JsonNode>> cases(String kind) throws IOException {
    try (InputStream in = MetricsTest.class.getResourceAsStream("metrics.json")) {
      JsonNode cases = new ObjectMapper().readTree(in).get(kind);
      assertThat(cases).isNotEmpty();
      return StreamSupport.stream(cases.spliterator(), false)
          .map(golden -> Named.of(golden.path("name").asText(golden.toString()), golden));
    }
  }

  static Stream<Named<JsonNode>> singleLabel() throws IOException {
    return cases("singleLabel");
  }

  static Stream<Named<JsonNode>> multiLabel() throws IOException {
    return cases("multiLabel");
  }

  static Stream<Named<JsonNode>> rouge() throws IOException {
    return cases("rouge");
  }

  static Stream<Named<JsonNode>> calibration() throws IOException {
    return cases("calibration");
  }

  @ParameterizedTest
  @MethodSource("singleLabel")
  void figuresOfOneLabelAPostEqualThoseOfScikitLearn(JsonNode golden) {
    LabelF1 counts = new LabelF1(golden.get("labels").asInt());
    for (int i = 0; i < golden.get("gold").size(); i++) {
      counts.add(golden.get("gold").get(i).asInt(), golden.get("answers").get(i).asInt());
    }
    assertSame(counts, golden.get("scores"));
  }

  @ParameterizedTest
  @MethodSource("multiLabel")
  void figuresOfSeveralLabelsAPostEqualThoseOfScikitLearn(JsonNode golden) {
    LabelF1 counts = new LabelF1(golden.get("labels").asInt());
    for (int i = 0; i < golden.get("gold").size(); i++) {
      counts.add(set(golden.get("gold").get(i)), set(golden.get("answers").get(i)));
    }
    assertSame(counts, golden.get("scores"));
  }

  @ParameterizedTest
  @MethodSource("rouge")
  void rouge2EqualsThatOfRougeScore(JsonNode golden) {
    assertThat(Rouge2.f1(golden.get("reference").asText(), golden.get("summary").asText()))
        .isCloseTo(golden.get("f1").asDouble(), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("calibration")
  void temperatureAndCalibrationErrorEqualThoseOfSciPy(JsonNode golden) {
    List<Scored> posts = scored(golden);
    assertThat(Calibration.temperature(posts))
        .isCloseTo(golden.get("temperature").asDouble(), within(1e-4));
    assertThat(Calibration.expectedError(posts))
        .isCloseTo(golden.get("expectedError").asDouble(), within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("calibration")
  void aFittedTemperatureLeavesNothingToFitAndNoAnswerChanged(JsonNode golden) {
    List<Scored> posts = scored(golden);
    double temperature = Calibration.temperature(posts);
    List<Scored> scaled =
        posts.stream()
            .map(p -> new Scored(Calibration.scaled(p.score(), temperature), p.gold()))
            .toList();
    assertThat(Calibration.temperature(scaled)).isCloseTo(1, within(1e-3));
    for (int i = 0; i < posts.size(); i++) {
      assertThat(scaled.get(i).score().best()).isEqualTo(posts.get(i).score().best());
    }
  }

  @Test
  void answersThatAreAllRightAreAsColdAsItGets() {
    List<Scored> posts = List.of(new Scored(new LabelScore(new float[] {.6f, .4f}), 0));
    assertThat(Calibration.temperature(posts)).isCloseTo(0.05, within(1e-6));
    assertThat(Calibration.expectedError(posts)).isCloseTo(.4, within(1e-6));
    assertThatThrownBy(() -> Calibration.temperature(List.of()))
        .hasMessageContaining("at least one post");
  }

  private static List<Scored> scored(JsonNode golden) {
    List<Scored> posts = new ArrayList<>();
    for (JsonNode row : golden.get("probabilities")) {
      float[] probabilities = new float[row.size()];
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = row.get(i).floatValue();
      }
      posts.add(
          new Scored(new LabelScore(probabilities), golden.get("gold").get(posts.size()).asInt()));
    }
    return posts;
  }

  private static BitSet set(JsonNode indicators) {
    BitSet set = new BitSet();
    for (int label = 0; label < indicators.size(); label++) {
      set.set(label, indicators.get(label).asInt() == 1);
    }
    return set;
  }

  private static void assertSame(LabelF1 counts, JsonNode golden) {
    assertThat(counts.accuracy()).isCloseTo(golden.get("accuracy").asDouble(), within(1e-9));
    assertThat(counts.macro()).isCloseTo(golden.get("macroF1").asDouble(), within(1e-9));
    assertThat(counts.micro()).isCloseTo(golden.get("microF1").asDouble(), within(1e-9));
    assertThat(counts.weighted()).isCloseTo(golden.get("weightedF1").asDouble(), within(1e-9));
    for (int label = 0; label < golden.get("ofEachLabel").size(); label++) {
      assertThat(counts.f1(label))
          .isCloseTo(golden.get("ofEachLabel").get(label).asDouble(), within(1e-9));
    }
  }
}
