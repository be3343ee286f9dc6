package io.qalam.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.ingestion.model.PostState;
import io.qalam.review.Verdict.Voice;
import io.qalam.review.model.Decision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a post's annotations amount to where more people are asked when the first disagree. */
class MoreVoicesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "two who agree need nobody more,           2, 3, a a,       LABELLED,  a, 2",
    "two who disagree ask a third,             2, 3, a b,       PREDICTED,  , 3",
    "the third decides,                        2, 3, a b a,     LABELLED,  a, 2",
    "three of three opinions are a dispute,    2, 3, a b c,     DISPUTED,   , 2",
    "and ask a fourth where five may be asked, 2, 5, a b c,     PREDICTED,  , 4",
    "half of four is no majority,              2, 5, a b c a,   PREDICTED,  , 5",
    "three of five is one,                     2, 5, a b c a a, LABELLED,  a, 2",
    "two of five is none,                      2, 5, a b c a b, DISPUTED,   , 2",
    "a first disagreement of three is open,    3, 5, a a b,     PREDICTED,  , 4",
    "the first is waited for,                  2, 3, '',        PREDICTED,  , 2",
    "the second is waited for,                 2, 3, a,         PREDICTED,  , 2",
    "nobody more is asked beyond the overlap,  2, 2, a b,       DISPUTED,   , 2",
    "a flag asks an editor and nobody else,    2, 3, a b flag,  FLAGGED,    , 2"
  })
  void moreAreAskedUntilMostAgreeOrEnoughWereAsked(
      String name, int overlap, int most, String words, PostState state, String label, int wanted) {
    List<Voice> voices =
        Arrays.stream(words.split(" "))
            .filter(word -> !word.isEmpty())
            .map(MoreVoicesTest::voice)
            .toList();
    assertThat(Verdict.of(voices, overlap, most)).isEqualTo(new Verdict(state, label));
    assertThat(Verdict.wanted(voices, overlap, most)).isEqualTo(wanted);
  }

  private static Voice voice(String word) {
    return word.equals("flag")
        ? new Voice(Decision.FLAGGED, null)
        : new Voice(Decision.LABELLED, word);
  }
}
