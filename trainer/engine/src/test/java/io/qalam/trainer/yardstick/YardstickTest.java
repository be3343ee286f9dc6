package io.qalam.trainer.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import io.qalam.trainer.yardstick.Yardstick.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
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
      assertSame(features.wordWeights(texts.get(i)), golden.get("words").get(i));
      assertSame(features.characterWeights(texts.get(i)), golden.get("characters").get(i));
    }
  }

  private static void assertSame(Map<String, Double> found, JsonNode golden) {
    assertThat(found).hasSize(golden.size());
    golden
        .properties()
        .forEach(
            e ->
                assertThat(found.get(e.getKey()))
                    .as(e.getKey())
                    .isCloseTo(e.getValue().asDouble(), within(1e-9)));
  }

  @Test
  void everyTermHasItsOwnPlace() {
    TextFeatures features = new TextFeatures(List.of("one two", "एक دو"));
    List<Integer> places = features.of("one two एक دو").stream().map(Feature::getIndex).toList();
    assertThat(places).isSorted().doesNotHaveDuplicates().hasSize(features.size());
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in = YardstickTest.class.getResourceAsStream("features.json")) {
      return new ObjectMapper().readTree(in);
    }
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

    assertThat(yardstick.score("जबरदस्त post").probabilities()[2]).isGreaterThan(.7f);
    assertThat(yardstick.score("سيئ جدا").probabilities()[0]).isGreaterThan(.7f);
    assertThat(yardstick.score("lovely").probabilities()[1]).isZero();
    float[] unknown = yardstick.score("zzz").probabilities();
    assertThat(unknown[0] + unknown[1] + unknown[2]).isCloseTo(1, within(1e-5f));
    assertThat(yardstick.choice().macroF1()).isGreaterThan(.6);
  }

  @Test
  void balanceGivesARareLabelAsMuchWeightAsAllTheRest() {
    List<Feature[]> vectors = new ArrayList<>();
    int[] golds = new int[100];
    for (int i = 0; i < 100; i++) {
      golds[i] = i < 60 ? 0 : i < 90 ? 1 : 2;
      vectors.add(new Feature[] {new FeatureNode(1, 1)});
    }
    Feature[][] all = vectors.toArray(Feature[][]::new);

    float[] balanced = OneAgainstRest.fit(all, golds, 3, 10, true).probabilities(all[0]);
    float[] asTheyCome = OneAgainstRest.fit(all, golds, 3, 10, false).probabilities(all[0]);

    assertThat(balanced).containsExactly(new float[] {1 / 3f, 1 / 3f, 1 / 3f}, within(.01f));
    assertThat(asTheyCome).containsExactly(new float[] {.6f, .3f, .1f}, within(.02f));
  }

  @Test
  void oneSeedGivesOneYardstick() {
    List<Row> rows = rows(40, 20);
    assertThat(Yardstick.train(rows, 3, 5).score("superb post").probabilities())
        .isEqualTo(Yardstick.train(rows, 3, 5).score("superb post").probabilities());
  }

  @Test
  void aLabelOfOneRowIsNoObstacle() {
    List<Row> rows = List.of(new Row("lovely", 0), new Row("awful", 2));

    float[] probabilities = Yardstick.train(rows, 3, 1).score("lovely day").probabilities();

    assertThat(probabilities[0]).isGreaterThan(probabilities[2]);
  }

  @Test
  void anInterruptedTrainingEnds() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Yardstick.train(rows(5, 5), 3, 1))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void rowsOfOneLabelAreRefused() {
    assertThatThrownBy(() -> Yardstick.train(rows(5, 0), 3, 1))
        .hasMessageContaining("at least two labels");
  }
}
