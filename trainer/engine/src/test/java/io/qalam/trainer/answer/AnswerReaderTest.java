package io.qalam.trainer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerReaderTest {

  private static final List<String> LABELS = List.of("sarcastic", "not-sarcastic", "Half_True");
  private static final AnswerReader READER = new AnswerReader(LABELS);

  @ParameterizedTest(name = "''{0}'' is {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "sarcastic                                      | LABEL        | sarcastic",
        "SARCASTIC.                                     | LABEL        | sarcastic",
        "Label: sarcastic                               | LABEL        | sarcastic",
        "**not sarcastic**                              | LABEL        | not-sarcastic",
        "Not_Sarcastic!                                 | LABEL        | not-sarcastic",
        "half true                                      | LABEL        | Half_True",
        "The post is sarcastic.                         | LABEL        | sarcastic",
        "The post is not sarcastic.                     | LABEL        | not-sarcastic",
        "The text is clearly \"not-sarcastic\", I think | LABEL        | not-sarcastic",
        "sаrсastic                                      | MIXED_SCRIPT | sarcastic",
        "The post is sarcαstic                          | MIXED_SCRIPT | sarcastic",
        "sarcástic                                      | MIXED_SCRIPT | sarcastic",
        "sarcastic or Half-True                         | SEVERAL_LABELS |",
        "I cannot help with that.                       | REFUSAL      |",
        "I’m sorry, but I can’t say if it is sarcastic  | REFUSAL      |",
        "لا أستطيع الإجابة على هذا السؤال               | REFUSAL      |",
        "मैं इस पोस्ट को वर्गीकृत नहीं कर सकता                | REFUSAL      |",
        "It is not easy to classify this as sarcastic   | UNDECIDED    |",
        "من الصعب تصنيف هذا المنشور                     | UNDECIDED    |",
        "ساخر                                           | WRONG_LANGUAGE |",
        "व्यंग्यात्मक                                        | WRONG_LANGUAGE |",
        "positive                                       | NO_LABEL     |",
        "sarcasticness                                  | NO_LABEL     |",
        "never half-true                                | NO_LABEL     |",
        "...                                            | EMPTY        |",
        "sarcastic (category: humour)                   | LABEL        | sarcastic",
        "sarcastic: a half-true story that mocks        | LABEL        | sarcastic",
        "sarcastic, half-true                           | SEVERAL_LABELS |",
        "I cannot give a label: the post is sarcastic   | REFUSAL      |",
        "sarcastic, it was an AI image                  | LABEL        | sarcastic",
        "half-true (insufficient information)           | LABEL        | Half_True",
        "The post isn't half-true                       | NO_LABEL     |",
        "I do not think it is half-true                 | NO_LABEL     |",
        "half-true nahi hai                             | NO_LABEL     |",
        "It is not sarcastic but half-true              | SEVERAL_LABELS |",
      })
  void anAnswerIsReadAsItsLabelOrToldByItsKind(String written, AnswerKind kind, String label) {
    Answer answer = READER.read(written);

    assertThat(answer.kind()).isEqualTo(kind);
    assertThat(answer.label()).isEqualTo(label == null ? Answer.NONE : LABELS.indexOf(label));
  }

  @Test
  void onlyTheFirstLineThatSaysSomethingCounts() {
    assertThat(READER.read("\n\n  sarcastic\nnot-sarcastic").label()).isZero();
    assertThat(READER.read("sarcastic<|eot_id|><|start_header_id|>not-sarcastic").label()).isZero();
    assertThat(READER.read("Label:\nsarcastic").label()).isZero();
    assertThat(READER.read("The correct label is: half-true").label()).isEqualTo(2);
    assertThat(READER.read("").kind()).isEqualTo(AnswerKind.EMPTY);
  }

  @Test
  void labelsInArabicAndDevanagariAreReadInTheirOwnLetters() {
    AnswerReader reader = new AnswerReader(List.of("إيجابي", "سلبي", "सकारात्मक", "नकारात्मक"));
    assertThat(reader.read("التصنيف: سلبي.")).isEqualTo(Answer.of(AnswerKind.LABEL, 1));
    assertThat(reader.read("यह सकारात्मक है")).isEqualTo(Answer.of(AnswerKind.LABEL, 2));
    assertThat(reader.read("positive").kind()).isEqualTo(AnswerKind.WRONG_LANGUAGE);
    assertThat(reader.read("هذا ليس سلبي").kind()).isEqualTo(AnswerKind.NO_LABEL);
  }

  @Test
  void severalLabelsAreReadWhereAPostMayHaveSeveral() {
    AnswerReader reader = new AnswerReader(List.of("hate", "fake", "offensive", "non-hostile"));
    assertThat(reader.readAll("fake, hate").labels().stream()).containsExactly(0, 1);
    assertThat(reader.readAll("Labels: offensive and fake").labels().stream())
        .containsExactly(1, 2);
    assertThat(reader.readAll("non-hostile").labels().stream()).containsExactly(3);
    assertThat(reader.readAll("I cannot say whether it is hate"))
        .isEqualTo(Answer.without(AnswerKind.REFUSAL));
  }

  @Test
  void wordsThatOnlyContainARefusalRefuseNothing() {
    AnswerReader reader = new AnswerReader(List.of("negative", "religion", "unverifiable"));
    assertThat(reader.read("negative: Modi will not resign").label()).isZero();
    assertThat(reader.read("it is about religion, Gandhi will not say why").label()).isEqualTo(1);
    assertThat(reader.read("religion, السيدة العذراء").label()).isEqualTo(1);
    assertThat(reader.read("It needs more context").kind()).isEqualTo(AnswerKind.UNDECIDED);
    assertThat(reader.read("it gives more information, so negative").label()).isZero();
  }

  @Test
  void aNegatedLabelIsNoLabelInAnyOfTheThreeLanguages() {
    AnswerReader claims = new AnswerReader(List.of("claim", "no-claim"));
    assertThat(claims.read("This is not a claim.").kind()).isEqualTo(AnswerKind.NO_LABEL);
    AnswerReader davidson = new AnswerReader(List.of("hate-speech", "offensive-speech", "neither"));
    assertThat(davidson.read("neither hate speech nor offensive speech").label()).isEqualTo(2);
    assertThat(davidson.read("It does not contain hate speech").kind())
        .isEqualTo(AnswerKind.NO_LABEL);
    AnswerReader hindi = new AnswerReader(List.of("सकारात्मक", "नकारात्मक"));
    assertThat(hindi.read("यह सकारात्मक नहीं है").kind()).isEqualTo(AnswerKind.NO_LABEL);
    assertThat(hindi.read("यह सकारात्मक है").label()).isZero();
  }

  @Test
  void yesAndNoCountAsTheFirstWordAlone() {
    AnswerReader reader = new AnswerReader(List.of("yes", "no"));
    assertThat(reader.read("No, it is not.").label()).isEqualTo(1);
    assertThat(reader.read("yes it is").label()).isZero();
    assertThat(reader.read("I have no idea").kind()).isEqualTo(AnswerKind.NO_LABEL);
  }

  @Test
  void arabicSpellingsOfOneWordAreOneLabel() {
    AnswerReader reader = new AnswerReader(List.of("إيجابي", "سلبي"));
    assertThat(reader.read("ايجابي").label()).isZero();
    assertThat(reader.read("سـلـبـيٌّ").label()).isEqualTo(1);
  }

  @Test
  void labelsThatReadTheSameAreRefused() {
    assertThatThrownBy(() -> new AnswerReader(List.of("Not sarcastic", "not-sarcastic")))
        .hasMessageContaining("'Not sarcastic' and 'not-sarcastic' read the same");
    assertThatThrownBy(() -> new AnswerReader(List.of("yes", "—")))
        .hasMessageContaining("'—' has no letter");
  }

  @Test
  void eachStepDoesOneThing() {
    assertThat(Cleaning.statement("Answer = Joy<|eot_id|>more")).isEqualTo("Joy");
    assertThat(Cleaning.oneSpelling("ＪＯＹ إِيجابى")).isEqualTo("joy ايجابي");
    assertThat(Cleaning.withoutSpecialCharacters(" «arts_&_culture»! "))
        .containsExactly("arts", "culture");
    assertThat(Cleaning.withLatinLetters("aсtual факт")).isEqualTo("actual факт");
    assertThat(Cleaning.withLatinCapitals("ΝEGATIVE ΗATEFUL ΝΗ")).isEqualTo("NEGATIVE HATEFUL ΝΗ");
  }
}
