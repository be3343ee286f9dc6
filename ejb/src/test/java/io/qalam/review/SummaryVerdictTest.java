package io.qalam.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.ingestion.model.PostState;
import io.qalam.review.SummaryVerdict.Voice;
import io.qalam.review.model.Decision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryVerdictTest {

  @ParameterizedTest(name = "{0} of {1} wanted: {2} {3}")
  @CsvSource({
    "'',                                  1, PREDICTED,",
    "skip,                                1, SKIPPED,",
    "the dam is done,                     1, LABELLED, the dam is done",
    "skip|the dam is done,                1, LABELLED, the dam is done",
    "flag|the dam is done,                1, FLAGGED,",
    "the dam is done,                     2, PREDICTED,",
    "the dam is done|the dam is done now, 2, LABELLED, the dam is done",
    "the dam is done|a quarrel over gas,  2, DISPUTED,",
    "done|done,                           2, LABELLED, done",
    "a b c d|a b c d e|x a b c d e f g,   3, LABELLED, a b c d e",
    "a b c d|a b c d e|x y z,             3, DISPUTED,",
    "a b c d|x y z,                       1, DISPUTED,"
  })
  void summariesAgreeWhereEveryTwoShareEnoughWordPairs(
      String voices, int overlap, PostState state, String summary) {
    assertThat(SummaryVerdict.of(voices(voices), overlap))
        .isEqualTo(new SummaryVerdict(state, summary));
  }

  @Test
  void theBoundIsItselfEnough() {
    String one = "a b c d e f";
    String other = "a b w x y z";
    assertThat(SummaryVerdict.likeness(one, other)).isEqualTo(SummaryVerdict.LEAST_LIKENESS);
    assertThat(SummaryVerdict.of(voices(one + "|" + other), 2).state())
        .isEqualTo(PostState.LABELLED);
  }

  private static List<Voice> voices(String texts) {
    return Arrays.stream(texts.split("\\|"))
        .filter(text -> !text.isEmpty())
        .map(
            text ->
                switch (text) {
                  case "skip" -> new Voice(Decision.SKIPPED, null);
                  case "flag" -> new Voice(Decision.FLAGGED, null);
                  default -> new Voice(Decision.CORRECTED, text);
                })
        .toList();
  }
}
