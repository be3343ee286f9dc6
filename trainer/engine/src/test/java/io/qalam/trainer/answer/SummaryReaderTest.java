package io.qalam.trainer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.trainer.answer.SummaryReader.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The council met. It voted.        | The council met.",
        "The rate rose by 3.5 percent. Now | The rate rose by 3.5 percent.",
        "See qalam.example/a.b for more    | See qalam.example/a.b for more",
        "He said \"no.\" Then he left.     | He said \"no.",
        "هل يعود الفريق؟ نعم               | هل يعود الفريق؟",
        "اجتمع المجلس. ثم صوت              | اجتمع المجلس.",
        "परिषद की बैठक हुई। मतदान हुआ।     | परिषद की बैठक हुई।",
        "یہ خبر ہے۔ اور                    | یہ خبر ہے۔",
        "Summary: It rained! All day.      | It rained!",
        "सारांश: बारिश हुई। फिर            | बारिश हुई।",
      })
  void aSummaryEndsAtItsFullStop(String written, String text) {
    assertThat(SummaryReader.read(written, written, false))
        .isEqualTo(new Summary(AnswerKind.SUMMARY, text));
  }

  @Test
  void nothingBehindTheTurnsEndIsRead() {
    assertThat(SummaryReader.read("It rained<|eot_id|>all day.", "It rained.", false).text())
        .isEqualTo("It rained");
  }

  @Test
  void aSummaryIsToldByItsKind() {
    String arabic = "أعلنت الوزارة عن خطة جديدة للنقل في المدينة.";

    assertThat(kind("خطة جديدة للنقل", arabic, true)).isEqualTo(AnswerKind.CUT_OFF);
    assertThat(kind("خطة جديدة للنقل. ثم", arabic, true)).isEqualTo(AnswerKind.SUMMARY);
    assertThat(kind("A new plan for transport.", arabic, false))
        .isEqualTo(AnswerKind.WRONG_LANGUAGE);
    assertThat(kind("خطة ministry جديدة للنقل.", arabic, false)).isEqualTo(AnswerKind.SUMMARY);
    assertThat(kind("عذرا، لا أستطيع ذلك.", arabic, false)).isEqualTo(AnswerKind.REFUSAL);
    assertThat(kind("…", arabic, false)).isEqualTo(AnswerKind.EMPTY);
  }

  private static AnswerKind kind(String written, String about, boolean full) {
    return SummaryReader.read(written, about, full).kind();
  }
}
