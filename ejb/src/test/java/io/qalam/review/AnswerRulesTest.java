package io.qalam.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.review.model.Annotation.Choice;
import io.qalam.review.model.Decision;
import io.qalam.tenant.Invalid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerRulesTest {

  private static final LabelSchema SCHEMA =
      new LabelSchema(
          thirdVersion(), List.of("إيجابي", "سلبي", "محايد"), List.of("صنّف"), "editor");

  private static Project thirdVersion() {
    Project project = new Project("آراء", "sentiment", List.of("ar"));
    project.raiseSchemaVersion();
    project.raiseSchemaVersion();
    return project;
  }

  @ParameterizedTest(name = "{0} {1} where {2} was shown")
  @CsvSource({
    "ACCEPTED,  إيجابي, إيجابي, إيجابي",
    "ACCEPTED,  ,       إيجابي, إيجابي",
    "CORRECTED, سلبي,   إيجابي, سلبي",
    "LABELLED,  محايد,  ,       محايد",
    "SKIPPED,   ,       إيجابي, ",
    "SKIPPED,   ,       ,       ",
    "FLAGGED,   ,       إيجابي, "
  })
  void anAnswerThatFitsIsTaken(Decision decision, String label, String shown, String chosen) {
    Choice choice = rules(shown).choice(new Submission("1-1", decision, label));
    assertThat(choice).isEqualTo(new Choice(decision, chosen, null, 3, shown));
  }

  @ParameterizedTest(name = "{0} {1} where {2} was shown: {3} is wrong")
  @CsvSource({
    "ACCEPTED,  إيجابي, ,       decision",
    "ACCEPTED,  سلبي,   إيجابي, label",
    "CORRECTED, سلبي,   ,       decision",
    "CORRECTED, إيجابي, إيجابي, label",
    "CORRECTED, ,       إيجابي, label",
    "CORRECTED, غاضب,   إيجابي, label",
    "LABELLED,  محايد,  إيجابي, decision",
    "LABELLED,  غاضب,   ,       label",
    "LABELLED,  ,       ,       label",
    "SKIPPED,   سلبي,   إيجابي, label",
    "FLAGGED,   سلبي,   ,       label"
  })
  void anAnswerThatDoesNotFitIsRefusedByField(
      Decision decision, String label, String shown, String field) {
    assertThatThrownBy(() -> rules(shown).choice(new Submission("1-1", decision, label)))
        .isInstanceOfSatisfying(
            Invalid.class, e -> assertThat(e.errors().get(0).field()).isEqualTo(field));
  }

  @Test
  void aCommentIsStrippedAndABlankOneIsNone() {
    assertThat(commented("  मज़ाक लगता है \n").comment()).isEqualTo("मज़ाक लगता है");
    assertThat(commented(" \t").comment()).isNull();
  }

  @Test
  void aCommentThatCannotBeStoredIsRefused() {
    assertThatThrownBy(() -> commented("x".repeat(2_001))).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> commented("a\0b")).hasMessageContaining("comment: has a NUL");
    assertThatThrownBy(() -> commented("a\uD83Db")).hasMessageContaining("comment: has half a");
    assertThat(commented("a \uD83D\uDE0D").comment()).isEqualTo("a \uD83D\uDE0D");
  }

  private static Choice commented(String comment) {
    return rules(null)
        .choice(new Submission("1-1", Decision.SKIPPED, null, null, null, comment, null));
  }

  private static AnswerRules rules(String shown) {
    return new AnswerRules(SCHEMA, shown);
  }

  private static final LabelSchema EMOTIONS =
      new LabelSchema(
          new Project("e", "emotion", null, true, List.of("ar")),
          List.of("فرح", "غضب", "خوف"),
          List.of("صنّف"),
          "editor");

  @ParameterizedTest(name = "{0} {1} where {2} was shown")
  @CsvSource(
      delimiter = '|',
      value = {
        "ACCEPTED  | 'فرح, خوف'      | خوف, فرح | خوف, فرح",
        "CORRECTED | 'فرح,غضب , فرح' | خوف, فرح | غضب, فرح",
        "LABELLED  | غضب            |          | غضب"
      })
  void whereAPostMayHaveSeveralLabelsTheirSpellingIsNoOtherAnswer(
      Decision decision, String label, String shown, String chosen) {
    Choice choice = new AnswerRules(EMOTIONS, shown).choice(new Submission("1-1", decision, label));
    assertThat(choice.label()).isEqualTo(chosen);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''           | labelschema.set-empty",
        "'فرح, حزن'    | labelschema.not-a-set",
        "'فرح,'        | labelschema.not-a-set"
      })
  void whatIsNoSetOfTheLabelsIsRefusedByItsReason(String label, String reason) {
    assertThatThrownBy(
            () ->
                new AnswerRules(EMOTIONS, null)
                    .choice(new Submission("1-1", Decision.LABELLED, label)))
        .isInstanceOfSatisfying(
            Invalid.class, e -> assertThat(e.errors().get(0).problem().key()).isEqualTo(reason));
  }

  @Test
  void theSameSetInAnotherOrderIsNoCorrection() {
    assertThatThrownBy(
            () ->
                new AnswerRules(EMOTIONS, "خوف, فرح")
                    .choice(new Submission("1-1", Decision.CORRECTED, "فرح, خوف")))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void severalLabelsWhereAPostHasOneAreRefusedAsSuch() {
    assertThatThrownBy(
            () -> rules(null).choice(new Submission("1-1", Decision.LABELLED, "إيجابي, سلبي")))
        .isInstanceOfSatisfying(
            Invalid.class,
            e ->
                assertThat(e.errors().get(0).problem().key())
                    .isEqualTo("labelschema.one-label-only"));
  }
}
