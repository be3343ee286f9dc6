package io.qalam.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobFaultsTest {

  private static final UUID JOB = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  private final JobFaults faults = new JobFaults();

  @Test
  void theThirdFaultWithoutAnyProgressBarsTheWay() {
    assertThat(faults.barTheWay(JOB, 0)).isFalse();
    assertThat(faults.barTheWay(OTHER, 0)).isFalse();
    assertThat(faults.barTheWay(JOB, 0)).isFalse();
    assertThat(faults.barTheWay(JOB, 0)).isTrue();
    assertThat(faults.barTheWay(JOB, 0)).as("until it is written down").isTrue();
  }

  @Test
  void progressBeginsTheCountAnewAndALossOfItDoesNot() {
    faults.barTheWay(JOB, 0);
    faults.barTheWay(JOB, 0);

    assertThat(faults.barTheWay(JOB, 500)).isFalse();
    assertThat(faults.barTheWay(JOB, 0)).as("a file that begins anew").isFalse();
    assertThat(faults.barTheWay(JOB, 500)).isTrue();
  }

  @Test
  void whatIsForgottenBeginsAnew() {
    faults.barTheWay(JOB, 0);
    faults.barTheWay(JOB, 0);
    faults.forget(JOB);

    assertThat(faults.barTheWay(JOB, 0)).isFalse();
  }
}
