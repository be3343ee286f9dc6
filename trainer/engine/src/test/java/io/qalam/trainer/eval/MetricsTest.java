package io.qalam.trainer.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden values by scikit-learn and rouge-score: {@code bench/golden/metrics.py} wrote them.
 *
 * <p>A case is shown by its whole content, so that a failure tells which it is.
 */
class MetricsTest {

  private static Stream<JsonNode> cases(String kind) throws IOException {
    try (InputStream in = MetricsTest.class.getResourceAsStream("metrics.json")) {
      JsonNode cases = new ObjectMapper().readTree(in).get(kind);
      assertThat(cases).isNotEmpty();
      return StreamSupport.stream(cases.spliterator(), false);
    }
  }

  static Stream<JsonNode> singleLabel() throws IOException {
    return cases("singleLabel");
  }

  static Stream<JsonNode> multiLabel() throws IOException {
    return cases("multiLabel");
  }

  static Stream<JsonNode> rouge() throws IOException {
    return cases("rouge");
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

  @Test
  void vowelSignsStayWithTheirLetters() {
    assertThat(Rouge2.words("हिन्दी की किताबें; كِتابٌ — Ｑalam"))
        .isEqualTo(List.of("हिन्दी", "की", "किताबें", "كِتابٌ", "qalam"));
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
