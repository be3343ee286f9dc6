package io.qalam.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPlanTest {

  private static final Instant FIRST = Instant.parse("2026-11-23T10:00:00Z");

  @ParameterizedTest(name = "in vain for {0} s: again after {1} s, or {2} s where nobody answered")
  @CsvSource({
    "0, 5, 60",
    "4, 5, 60",
    "5, 5, 60",
    "10, 10, 60",
    "60, 60, 60",
    "120, 120, 120",
    "3600, 1800, 1800"
  })
  void theWaitIsAsLongAsItHasBeenInVain(long inVain, long afterFailure, long afterSilence) {
    Instant now = FIRST.plusSeconds(inVain);
    assertThat(RetryPlan.afterFailure(FIRST, now)).isEqualTo(now.plusSeconds(afterFailure));
    assertThat(RetryPlan.afterSilence(FIRST, now)).isEqualTo(now.plusSeconds(afterSilence));
  }
}
