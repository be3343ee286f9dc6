package io.qalam.labelschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.Fate;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.SecondText;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewProjectTest {

  private static final List<String> LABELS = List.of("إيجابي", "سلبي", "neutral");

  @Test
  void namesAndLabelsAreTrimmed() {
    NewProject project =
        new NewProject(
            "  آراء ", " sentiment", List.of("ar"), null, null, List.of(" a", "b\t"), null, null);
    assertThat(project.name()).isEqualTo("آراء");
    assertThat(project.task()).isEqualTo("sentiment");
    assertThat(project.schema().labels()).containsExactly("a", "b");
  }

  @Test
  void everyFieldThatIsWrongIsNamedAtOnce() {
    assertThatThrownBy(
            () -> new NewProject(" ", null, List.of(), null, null, List.of("a"), List.of(""), null))
        .asInstanceOf(type(Invalid.class))
        .extracting(Invalid::errors, org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .extracting(error -> ((FieldError) error).field())
        .containsExactly("name", "task", "languages", "labels", "instructions.0");
  }

  @ParameterizedTest(name = "{0} is wrong at {1}")
  @CsvSource({
    "a|A, labels.1",
    "Straße|STRASSE, labels.1",
    "a|b| A , labels.2",
    "a|, labels.1",
    "a|b\u0007c, labels.1",
    "a|b\u0000c, labels.1",
    "a|\uD800, labels.1"
  })
  void labelsAreDifferentLinesOfText(String labels, String field) {
    assertThatThrownBy(() -> new NewLabelSchema(Arrays.asList(labels.split("\\|", -1)), null))
        .asInstanceOf(type(Invalid.class))
        .satisfies(
            e -> assertThat(e.errors()).extracting(FieldError::field).containsExactly(field));
  }

  @Test
  void fiftyLabelsOfSixtyCharactersAreTheMost() {
    List<String> fifty = IntStream.range(0, 50).mapToObj(i -> "%060d".formatted(i)).toList();
    assertThat(new NewLabelSchema(fifty, null).labels()).hasSize(50);
    List<String> more = IntStream.range(0, 51).mapToObj(i -> "label " + i).toList();
    assertThatThrownBy(() -> new NewLabelSchema(more, null)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new NewLabelSchema(List.of("a", "x".repeat(61)), null))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aNullAmongTheLabelsIsNamedNotThrown() {
    assertThatThrownBy(() -> new NewLabelSchema(Arrays.asList("a", null), null))
        .hasMessageContaining("labels.1");
    assertThatThrownBy(() -> new NewLabelSchema(null, null).requireFits(Answer.LABEL))
        .hasMessageContaining("labels");
  }

  @Test
  void labelsMayBeginAlike() {
    assertThat(new NewLabelSchema(List.of("not hateful", "not offensive"), null).labels())
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "ar, true",
    "ar-EG, true",
    "arz, true",
    "hi-Latn, true",
    "Arabic!, false",
    "arabic, false",
    "AR, false",
    "xx, false",
    "qqq, false",
    "a, false",
    "en us, false"
  })
  void aLanguageIsACode(String code, boolean right) {
    List<String> languages = List.of(code);
    if (right) {
      assertThat(
              new NewProject("n", "t", languages, null, null, LABELS, null, null)
                  .checkedLanguages())
          .containsExactly(code);
    } else {
      assertThatThrownBy(() -> new NewProject("n", "t", languages, null, null, LABELS, null, null))
          .hasMessageContaining("languages.0");
    }
  }

  @Test
  void qalamWritesInstructionsWhereThereAreNone() {
    List<String> written =
        new NewLabelSchema(LABELS, Collections.emptyList())
            .instructionsFor("sentiment", null, false);
    assertThat(written)
        .hasSizeGreaterThan(1)
        .allSatisfy(i -> assertThat(i).contains("sentiment", "إيجابي, سلبي, neutral"));
    assertThat(
            new NewLabelSchema(LABELS, List.of("Sag es."))
                .instructionsFor("sentiment", null, false))
        .containsExactly("Sag es.");
    assertThat(new NewLabelSchema(LABELS, null).instructionsFor("stance", SecondText.TARGET, false))
        .allSatisfy(asked -> assertThat(asked).contains("The last line is the target"));
  }

  @Test
  void noLabelHasACommaWhereAPostMayHaveSeveral() {
    List<@Nullable String> labels = Arrays.asList("joy", "anger, rage");
    assertThat(new NewProject("n", "t", List.of("ar"), null, false, labels, null, null).labels())
        .isEqualTo(labels);
    assertThatThrownBy(
            () -> new NewProject("n", "t", List.of("ar"), null, true, labels, null, null))
        .hasMessageContaining("labels.1")
        .hasMessageContaining("comma");
  }

  @Test
  void aProjectOfSummariesHasNoLabelsLetAloneSeveralAPost() {
    List<String> ar = List.of("ar");
    NewProject summaries = new NewProject("n", "t", ar, null, false, null, null, Answer.SUMMARY);
    assertThat(summaries.schema().instructionsFor("t", null, false))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(
            new NewLabelSchema(LABELS, null).instructionsFor("t", null, false));
    assertThatThrownBy(() -> new NewProject("n", "t", ar, null, true, LABELS, null, Answer.SUMMARY))
        .asInstanceOf(type(Invalid.class))
        .satisfies(
            e ->
                assertThat(e.errors())
                    .extracting(FieldError::field)
                    .containsExactly("multiLabel", "labels"));
  }

  @Test
  void aChangeOfLabelsLeavesSome() {
    LabelSchema inForce =
        new LabelSchema(new Project("n", "t", List.of("ar")), LABELS, List.of("?"), "admin");
    List<@Nullable NewLabelChange> all =
        LABELS.stream()
            .<@Nullable NewLabelChange>map(label -> new NewLabelChange(label, Fate.RETIRED, null))
            .toList();
    assertThatThrownBy(() -> new SchemaChange(1, List.of(), all, null).check(inForce))
        .asInstanceOf(type(Invalid.class))
        .satisfies(
            e -> assertThat(e.errors()).extracting(FieldError::field).containsExactly("labels"));
  }

  @Test
  void instructionsThatQalamWritesAskForEveryLabelThatFits() {
    assertThat(new NewLabelSchema(LABELS, null).instructionsFor("emotion", null, true))
        .hasSize(3)
        .allSatisfy(written -> assertThat(written).contains("commas"));
  }
}
