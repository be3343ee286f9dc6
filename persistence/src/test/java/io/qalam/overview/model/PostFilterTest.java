package io.qalam.overview.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.ingestion.model.MatchText;
import io.qalam.ingestion.model.PostState;
import io.qalam.review.model.PostCriterion;
import io.qalam.review.model.PostCriterion.Predictor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostFilterTest {

  @Test
  void whereAPostMayHaveSeveralLabelsThoseAskedForAreAmongThem() {
    PostFilter asked = PostFilter.all().label("joy ,anger").predicted("fear").lang("ar");
    assertThat(asked.byMembership().members())
        .isEqualTo(
            Map.of(
                "labels", List.of("anger", "joy"),
                "predictedLabels", List.of("fear"),
                "lang", "ar"));
  }

  @Test
  void whatClearCasesAreNarrowedByIsWhatIsAskedFor() {
    UUID annotator = UUID.randomUUID();
    PostFilter asked =
        PostFilter.all()
            .words(List.of(MatchText.of("Market")))
            .lang("ar")
            .marginTo(0.5)
            .adapter(PostFilter.BASE)
            .annotator(annotator)
            .from(Instant.ofEpochMilli(1))
            .until(Instant.ofEpochMilli(2));
    assertThat(asked.criterion(null))
        .isEqualTo(
            new PostCriterion(
                List.of(new MatchText("market")),
                "ar",
                0.5f,
                new Predictor(null),
                annotator,
                new UUID(1 << 16, 0),
                new UUID(2 << 16, 0),
                null));
  }

  @Test
  void whatClearCasesCannotBeNarrowedByIsNotLeftAside() {
    assertThatThrownBy(() -> PostFilter.all().state(PostState.LABELLED).criterion(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("state");
  }
}
