package io.qalam.trainer.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qalam.trainer.protocol.EvaluationRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryComparisonTest {

  private static final SummaryComparison COMPARISON =
      new SummaryComparison(new PairedBootstrap(1000, 7));

  @Test
  void everyPartAndLanguageHasARowWithTheMeansOfItsPosts() {
    List<EvaluationRow> rows =
        COMPARISON.rows(
            List.of(
                new SummedPost("DEVELOPMENT", "news", "ar", 0.6, 0.2, 0.5),
                new SummedPost("DEVELOPMENT", "news", "hi", 0.2, 0.4, 0.1),
                new SummedPost("TEST", "news", "ar", 1, 0, 0)));

    assertThat(rows)
        .extracting(row -> row.part() + " " + row.lang() + " " + row.posts())
        .containsExactly(
            "DEVELOPMENT all 2", "DEVELOPMENT ar 1", "DEVELOPMENT hi 1", "TEST all 1", "TEST ar 1");
    EvaluationRow whole = rows.get(0);
    assertThat(whole.candidate().rouge2()).isCloseTo(0.4f, within(1e-6f));
    assertThat(whole.live().rouge2()).isCloseTo(0.3f, within(1e-6f));
    assertThat(whole.yardstick().rouge2()).isCloseTo(0.3f, within(1e-6f));
    assertThat(whole.difference()).isCloseTo(0.1f, within(1e-6f));
    assertThat(whole.lower()).isCloseTo(-0.2f, within(1e-6f));
    assertThat(whole.upper()).isCloseTo(0.4f, within(1e-6f));
    assertThat(whole.candidate().bounds().lower()).isCloseTo(0.2f, within(1e-6f));
    assertThat(whole.candidate().bounds().upper()).isCloseTo(0.6f, within(1e-6f));
    assertThat(whole.live().bounds()).isNull();
  }

  @Test
  void aDifferenceThatIsTheSameAtEveryPostHasNoWidth() {
    List<SummedPost> posts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      posts.add(new SummedPost("DEVELOPMENT", "news", "ar", i / 40.0 + 0.25, i / 40.0, 0));
    }
    EvaluationRow row = COMPARISON.rows(posts).get(0);
    assertThat(row.lower()).isEqualTo(0.25f);
    assertThat(row.upper()).isEqualTo(0.25f);
  }
}
