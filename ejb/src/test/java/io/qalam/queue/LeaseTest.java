package io.qalam.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.tenant.Conflict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "35, 36", "9000000000, 4096"})
  void aTokenReadsBackAsTheLeaseItWasMadeOf(long fence, int schemaVersion) {
    Lease lease = new Lease(fence, schemaVersion);
    assertThat(Lease.parse(lease.token())).isEqualTo(lease);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "-", "1-", "-1", "1-2-3", "1_2", "A-B", "zzzzzzzzzzzzzzzz-1"})
  void whatNeverWasALeaseHoldsNothing(String token) {
    assertThatThrownBy(() -> Lease.parse(token))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("not a lease");
  }

  @Test
  void theGreatestTokenStillFitsItsNumbers() {
    assertThat(Lease.parse("zzzzzzzzzzzz-zzzzz").fence()).isPositive();
    assertThat(Lease.parse("zzzzzzzzzzzz-zzzzz").schemaVersion()).isPositive();
  }
}
