package io.qalam.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.ingestion.model.PostState;
import io.qalam.review.Verdict.Voice;
import io.qalam.review.model.Decision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  /** Voices are written as a label, {@code skip} or {@code flag}. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nobody said anything yet,                 1, '',                PREDICTED,",
    "one label is enough,                      1, positive,          LABELLED,  positive",
    "the second label is still to come,        2, positive,          PREDICTED,",
    "two who agree,                            2, positive positive, LABELLED,  positive",
    "two who disagree,                         2, positive negative, DISPUTED,",
    "a disagreement waits for the third,       3, positive negative, PREDICTED,",
    "two against one is a dispute,             3, a a b,             DISPUTED,",
    "a flag outranks labels that agree,        2, a a flag,          FLAGGED,",
    "a flag alone,                             1, flag,              FLAGGED,",
    "a skip alone,                             1, skip,              SKIPPED,",
    "a skip says nothing beside a label,       1, skip a,            LABELLED,  a",
    "a skip and a label where two are wanted,  2, skip a,            PREDICTED,",
    "a skip and a flag,                        2, skip flag,         FLAGGED,",
    "more labels than wanted still agree,      1, a a,               LABELLED,  a",
    "more labels than wanted and one other,      1, a b,               DISPUTED,"
  })
  void thePostFollowsItsAnnotations(
      String name, int overlap, String voices, PostState state, String label) {
    List<Voice> heard =
        Arrays.stream(voices.split(" "))
            .filter(voice -> !voice.isEmpty())
            .map(VerdictTest::voice)
            .toList();
    assertThat(Verdict.of(heard, overlap)).isEqualTo(new Verdict(state, label));
  }

  private static Voice voice(String word) {
    return switch (word) {
      case "skip" -> new Voice(Decision.SKIPPED, null);
      case "flag" -> new Voice(Decision.FLAGGED, null);
      default -> new Voice(Decision.ACCEPTED, word);
    };
  }
}
