package io.qalam.launcher.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.launcher.load.BenchProject.Order;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the bench may say that all went well. */
class LoadReportTest {

  private static final Verification WHOLE = new Verification(9, 9, 9, 0, 0, 0, 0, 0, 0);
  private static final Verification ONE_LOST = new Verification(9, 9, 8, 1, 0, 0, 0, 0, 0);

  @Test
  void nothingIsWellBeforeItIsVerified() {
    LoadReport report = report();

    assertThat(report.holds()).isFalse();
    report.verified(WHOLE);
    assertThat(report.holds()).isTrue();
    report.verified(ONE_LOST);
    assertThat(report.holds()).isFalse();
  }

  @Test
  void aKillThatWasAskedForMustHaveTakenPlace() {
    LoadReport report = report("--kill");
    report.verified(WHOLE);

    assertThat(report.holds()).as("the killer never came").isFalse();
    report.killed(false);
    assertThat(report.holds()).isFalse();
    report.killed(true);
    assertThat(report.holds()).isTrue();
  }

  @Test
  void anAnswerThatWasRefusedIsAFault() {
    LoadReport report = report();
    report.verified(WHOLE);
    Phase phase = new Phase("full speed", Duration.ofSeconds(1), 1);
    phase.conflicts.incrementAndGet();
    report.phase(phase);

    assertThat(report.holds()).isFalse();
  }

  @Test
  void aNewOrderThatWasAskedForMustBeCarriedOut() {
    LoadReport report = report("--reorder");
    report.verified(WHOLE);

    assertThat(report.holds()).as("never asked for").isFalse();
    report.reordered("MARGIN to ENTROPY", new Order(true, 5, 9), 1);
    assertThat(report.holds()).isFalse();
    report.reordered("MARGIN to ENTROPY", new Order(false, 9, 9), 1);
    assertThat(report.holds()).isTrue();
  }

  private static LoadReport report(String... words) {
    return new LoadReport(BenchOptions.of(BenchOptions.parse(List.of(words))));
  }
}
