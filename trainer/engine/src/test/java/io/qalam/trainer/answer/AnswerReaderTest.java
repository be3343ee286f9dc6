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
    assertThat(READER.read("").kind()).isEqualTo(AnswerKind.EMPTY);
  }

  @Test
  void labelsInArabicAndDevanagariAreReadInTheirOwnLetters() {
    AnswerReader reader = new AnswerReader(List.of("إيجابي", "سلبي", "सकारात्मक", "नकारात्मक"));
    assertThat(reader.read("التصنيف: سلبي.")).isEqualTo(new Answer(AnswerKind.LABEL, 1));
    assertThat(reader.read("यह सकारात्मक है")).isEqualTo(new Answer(AnswerKind.LABEL, 2));
    assertThat(reader.read("positive").kind()).isEqualTo(AnswerKind.WRONG_LANGUAGE);
    assertThat(reader.read("هذا ليس سلبي").kind()).isEqualTo(AnswerKind.NO_LABEL);
  }

  @Test
  void severalLabelsAreReadWhereAPostMayHaveSeveral() {
    AnswerReader reader = new AnswerReader(List.of("hate", "fake", "offensive", "non-hostile"));
    assertThat(reader.readAll("fake, hate").stream()).containsExactly(0, 1);
    assertThat(reader.readAll("Labels: offensive and fake").stream()).containsExactly(1, 2);
    assertThat(reader.readAll("non-hostile").stream()).containsExactly(3);
    assertThat(reader.readAll("I cannot say whether it is hate").stream()).isEmpty();
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
    assertThat(Cleaning.lowerCase("ＪＯＹ")).isEqualTo("joy");
    assertThat(Cleaning.withoutSpecialCharacters(" «arts_&_culture»! ")).isEqualTo("arts culture");
    assertThat(Cleaning.withLatinLetters("aсtual факт")).isEqualTo("actual факт");
  }
}
