package io.qalam.trainingset;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.review.model.Decision;
import io.qalam.trainingset.SummaryCounting.CountedSummary;
import io.qalam.trainingset.model.GivenSummary;
import io.qalam.trainingset.model.LabelSource;
import io.qalam.trainingset.model.SummedPost;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryCountingTest {

  private static final UUID POST = new UUID(0, 1);
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);

  private static SummedPost post(PostState state, @Nullable String summary, @Nullable String gold) {
    return new SummedPost(POST, "نص", "ar", Split.TRAIN, state, summary, gold);
  }

  private static GivenSummary given(Decision decision, String summary, @Nullable Integer rating) {
    Short rated = rating == null ? null : rating.shortValue();
    return new GivenSummary(POST, decision, summary, rated, NOON);
  }

  @Test
  void theFinalSummaryCountsWithWhoeverGaveItLast() {
    assertThat(
            new SummaryCounting(false)
                .summaryOf(
                    post(PostState.LABELLED, "one", null),
                    List.of(
                        given(Decision.LABELLED, "other", null),
                        given(Decision.ACCEPTED, "one", 4),
                        new GivenSummary(POST, LabelSource.CORRECTED, "one", null, LATER))))
        .contains(new CountedSummary("one", LabelSource.CORRECTED, LATER));
  }

  @Test
  void whatWasTakenAsItWasAndCalledPoorTeachesNothing() {
    SummedPost post = post(PostState.LABELLED, "one", "gold");
    SummaryCounting rules = new SummaryCounting(true);
    assertThat(rules.summaryOf(post, List.of(given(Decision.ACCEPTED, "one", 2)))).isEmpty();
    assertThat(rules.summaryOf(post, List.of(given(Decision.ACCEPTED, "one", 3)))).isPresent();
    assertThat(rules.summaryOf(post, List.of(given(Decision.CORRECTED, "one", 1)))).isPresent();
  }

  @Test
  void anEditorOutranksAnnotatorsAndGoldCountsOnlyWhereNobodySaidAnything() {
    SummaryCounting rules = new SummaryCounting(true);
    GivenSummary byEditor = new GivenSummary(POST, "theirs", LATER);
    assertThat(
            rules.summaryOf(
                post(PostState.ADJUDICATED, "theirs", "gold"),
                List.of(given(Decision.LABELLED, "theirs", null), byEditor)))
        .contains(new CountedSummary("theirs", LabelSource.ADJUDICATED, LATER));
    assertThat(rules.summaryOf(post(PostState.SKIPPED, null, "gold"), List.of()))
        .contains(new CountedSummary("gold", LabelSource.GOLD, null));
    assertThat(rules.summaryOf(post(PostState.DISPUTED, null, "gold"), List.of())).isEmpty();
    assertThat(new SummaryCounting(false).summaryOf(post(PostState.NEW, null, "gold"), List.of()))
        .isEmpty();
  }
}
