package io.qalam.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.account.model.Role;
import io.qalam.overview.model.PostFilter;
import io.qalam.tenant.Forbidden;
import io.qalam.tenant.Invalid;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostQueryTest {

  private static final UUID SOME = UUID.fromString("01900001-0000-7000-8000-000000000021");

  @Test
  void everyFieldNarrowsTheFilterByOneMember() {
    PostFilter filter =
        PostQuery.of(
                Map.of(
                    "q",
                    "محمد",
                    "state",
                    "flagged",
                    "split",
                    "TEST",
                    "lang",
                    "AR",
                    "label",
                    "a",
                    "predicted",
                    "b",
                    "marginFrom",
                    "٠.١",
                    "marginTo",
                    "0.5",
                    "adapter",
                    "base"))
            .filter();

    assertThat(filter.members())
        .isEqualTo(
            Map.of(
                "words",
                List.of("محمد"),
                "state",
                "FLAGGED",
                "split",
                "TEST",
                "lang",
                "ar",
                "label",
                "a",
                "predicted",
                "b",
                "marginFrom",
                0.1,
                "marginTo",
                0.5,
                "adapter",
                "base"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gold_label | x          | is not asked for here; known are q, state
          matchText  | x          | is not asked for here
          state      | GONE       | must be one of [NEW
          split      | DEV        | must be one of [TRAIN
          marginFrom | NaN        | must be a number from 0 to 1
          marginTo   | 1.5        | must be a number from 0 to 1
          adapter    | newest     | must be "base" or the id of an adapter
          from       | 2026-13-01 | must be a date such as 2026-03-01
          to         | tomorrow   | must be a date such as 2026-03-01
          order      | margin     | must be oldest or newest
          cursor     | 7          | is none that Qalam gave
          q          | ""         | holds nothing that can be found
          limit      | 0          | must be 1 to 200
          """)
  void aFieldThatIsWrongIsNamedWithWhatWouldBeRight(String field, String value, String problem) {
    assertThatThrownBy(
            () -> {
              PostQuery query = PostQuery.of(Map.of(field, value));
              query.filter();
              query.posts();
            })
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid -> {
              assertThat(invalid.errors()).hasSize(1);
              assertThat(invalid.errors().get(0).field()).isEqualTo(field);
              assertThat(invalid.errors().get(0).problem().toString()).startsWith(problem);
            });
  }

  @Test
  void aTextThatNoColumnCanHoldIsRefused() {
    for (char unstorable : new char[] {0, 0xD800}) {
      assertThatThrownBy(() -> PostQuery.of(Map.of("label", "a" + unstorable)))
          .isInstanceOf(Invalid.class)
          .hasMessageContaining("label: must be at most 500 characters");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"predicted", "marginFrom", "marginTo", "adapter"})
  void anAnnotatorCannotAskByWhatWasPredicted(String field) {
    PostQuery query = PostQuery.of(Map.of(field, "0.5"));

    assertThatThrownBy(() -> query.admit(Role.ANNOTATOR, "nour"))
        .isInstanceOf(Forbidden.class)
        .hasMessageContaining(field);
    assertThatCode(() -> query.admit(Role.EDITOR, "nour")).doesNotThrowAnyException();
    assertThat(query.asksForPredictions()).isTrue();
  }

  @Test
  void anAnnotatorCanAskForTheirOwnAnswersAlone() {
    PostQuery query = PostQuery.of(Map.of("annotator", "nour"));

    assertThatCode(() -> query.admit(Role.ANNOTATOR, "nour")).doesNotThrowAnyException();
    assertThatThrownBy(() -> query.admit(Role.ANNOTATOR, "other")).isInstanceOf(Forbidden.class);
    assertThatCode(() -> query.admit(Role.EDITOR, "other")).doesNotThrowAnyException();
  }

  @Test
  void datesBoundTheIdsWhichBeginWithTheTimeTheyWereMade() {
    PostFilter days = PostQuery.of(Map.of("from", "1970-01-01", "to", "1970-01-01")).filter();

    assertThat(days.members())
        .containsEntry("above", "00000000-0000-0000-0000-000000000000")
        .containsEntry("below", "00000526-5c00-0000-0000-000000000000");
  }

  @Test
  void aCursorMovesOnWithinTheDatesInEitherOrder() {
    Map<String, Object> oldest =
        PostQuery.of(Map.of("from", "1970-01-01", "cursor", SOME.toString())).filter().members();
    Map<String, Object> newest =
        PostQuery.of(Map.of("from", "1970-01-01", "cursor", SOME.toString(), "order", "newest"))
            .filter()
            .members();

    assertThat(oldest).containsEntry("above", SOME.toString()).doesNotContainKey("below");
    assertThat(newest)
        .containsEntry("below", SOME.toString())
        .containsEntry("above", "00000000-0000-0000-0000-000000000000");
  }

  @Test
  void theCountOfAQuestionIsThatOfItsWholeNotOfItsRest() {
    assertThat(PostQuery.of(Map.of("state", "NEW", "cursor", SOME.toString())).whole())
        .isEqualTo(PostQuery.of(Map.of("state", "NEW")));
  }
}
