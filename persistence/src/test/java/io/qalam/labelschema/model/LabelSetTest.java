package io.qalam.labelschema.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSetTest {

  private static final List<String> EMOTIONS = List.of("joy", "anger", "fear");

  @ParameterizedTest
  @ValueSource(strings = {"joy, anger", "anger,joy", " joy ,\tanger ,joy", "anger, joy"})
  void theSameLabelsAreTheSameTextHoweverTheyAreWritten(String written) {
    assertThat(schema(true, EMOTIONS).read(written)).hasValue("anger, joy");
  }

  @Test
  void labelsOfEveryScriptStandInTheOrderOfTheirCharacters() {
    LabelSet set = LabelSet.parse("खुशी, غضب, fear");
    assertThat(set.text()).isEqualTo("fear, غضب, खुशी");
    assertThat(LabelSet.parse(set.text())).isEqualTo(set);
  }

  @Test
  void aSetStaysTheSameTextWhenTheSchemaOrdersItsLabelsAnew() {
    String before = schema(true, EMOTIONS).read("joy, fear").orElseThrow();
    assertThat(schema(true, List.of("fear", "joy", "anger", "awe")).read(before)).hasValue(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "joy,", "joy,,anger", "Joy", "joy, awe", "joy; anger"})
  void whatIsNoSetOfTheLabelsIsNotRead(String written) {
    assertThat(schema(true, EMOTIONS).read(written)).isEmpty();
  }

  @Test
  void theUnknownLabelsAreNamed() {
    assertThat(LabelSet.parse("awe, joy, rage").outside(EMOTIONS)).containsExactly("awe", "rage");
  }

  @Test
  void aSetLongerThanTheDatabaseFindsPostsByIsNotRead() {
    List<String> long60 =
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i").stream()
            .map(letter -> letter.repeat(60))
            .toList();
    LabelSchema schema = schema(true, long60);
    assertThat(schema.read(String.join(",", long60.subList(0, 8)))).isPresent();
    assertThat(schema.read(String.join(",", long60))).isEmpty();
  }

  @Test
  void whereAPostHasOneLabelTwoAreNotReadAndACommaIsACharacterLikeOthers() {
    assertThat(schema(false, EMOTIONS).read("joy, anger")).isEmpty();
    assertThat(schema(false, EMOTIONS).read("joy")).hasValue("joy");
    assertThat(schema(false, List.of("b, a", "c")).read("b, a")).hasValue("b, a");
  }

  @Test
  void noSetIsEmpty() {
    assertThatThrownBy(() -> new LabelSet(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }

  private static LabelSchema schema(boolean several, List<String> labels) {
    Project project = new Project("emotions", "emotion", null, several, List.of("en"));
    return new LabelSchema(project, labels, List.of("Which?"), "admin");
  }
}
