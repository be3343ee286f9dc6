package io.qalam.trainer.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.bwaldvogel.liblinear.Feature;
import io.qalam.trainer.yardstick.Yardstick.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Golden features by scikit-learn: {@code bench/golden/yardstick.py} wrote them. */
class YardstickTest {

  private static final String[] GOOD = {"رائع", "जबरदस्त", "lovely", "superb"};
  private static final String[] BAD = {"سيئ", "घटिया", "awful", "dreadful"};

  @Test
  void featuresEqualThoseOfScikitLearn() throws IOException {
    JsonNode golden = golden();
    List<String> texts = new ArrayList<>();
    golden.get("texts").forEach(text -> texts.add(text.asText()));
    TextFeatures features = new TextFeatures(texts);
    texts.add(golden.get("unseen").asText());

    for (int i = 0; i < texts.size(); i++) {
      int place = i;
      double[] found =
          Arrays.stream(features.of(texts.get(i)))
              .mapToDouble(Feature::getValue)
              .sorted()
              .toArray();
      double[] wanted =
          Stream.of("words", "characters")
              .flatMap(block -> weights(golden.get(block).get(place)))
              .mapToDouble(JsonNode::doubleValue)
              .sorted()
              .toArray();
      assertThat(found).as(texts.get(i)).containsExactly(wanted, within(1e-9));
    }
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in = YardstickTest.class.getResourceAsStream("features.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Stream<JsonNode> weights(JsonNode of) {
    return StreamSupport.stream(of.spliterator(), false);
  }

  @Test
  void vowelSignsDoNotCutWords() {
    assertThat(TextFeatures.phrases("हिन्दी की")).containsExactly("हिन्दी", "की", "हिन्दी की");
    assertThat(TextFeatures.grams("की")).containsExactly(" क", "की", "ी ", " की", "की ", " की ");
  }

  private static List<Row> rows(int good, int bad) {
    List<Row> rows = new ArrayList<>();
    IntStream.range(0, good).forEach(i -> rows.add(row(GOOD, i, 2)));
    IntStream.range(0, bad).forEach(i -> rows.add(row(BAD, i, 0)));
    return rows;
  }

  private static Row row(String[] words, int i, int label) {
    return new Row("post " + i % 7 + " " + words[i % words.length] + " number " + i % 11, label);
  }

  @Test
  void itLearnsWhatWordsMeanAndNeverAnswersALabelWithoutRows() {
    Yardstick yardstick = Yardstick.train(rows(60, 60), 3, 1);

    assertThat(yardstick.probabilities("जबरदस्त post")[2]).isGreaterThan(.7f);
    assertThat(yardstick.probabilities("سيئ جدا")[0]).isGreaterThan(.7f);
    assertThat(yardstick.probabilities("lovely")[1]).isZero();
    float[] unknown = yardstick.probabilities("zzz");
    assertThat(unknown[0] + unknown[1] + unknown[2]).isCloseTo(1, within(1e-5f));
    assertThat(yardstick.choice().macroF1()).isGreaterThan(.6);
  }

  @Test
  void aRareLabelIsStillAnswered() {
    Yardstick yardstick = Yardstick.train(rows(190, 10), 3, 1);
    assertThat(yardstick.probabilities("awful dreadful")[0]).isGreaterThan(.5f);
  }

  @Test
  void oneSeedGivesOneYardstick() {
    List<Row> rows = rows(40, 20);
    assertThat(Yardstick.train(rows, 3, 5).probabilities("superb post"))
        .isEqualTo(Yardstick.train(rows, 3, 5).probabilities("superb post"));
  }

  @Test
  void rowsOfOneLabelAreRefused() {
    assertThatThrownBy(() -> Yardstick.train(rows(5, 0), 3, 1))
        .hasMessageContaining("at least two labels");
  }
}
