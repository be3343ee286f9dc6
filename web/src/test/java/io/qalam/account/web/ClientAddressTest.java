package io.qalam.account.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

  private static final String PROXY = "127.0.0.1";

  @Test
  void behindAProxyItIsTheOneThatTheProxyAdded() {
    assertThat(ClientAddress.of(PROXY, List.of("203.0.113.7"))).isEqualTo("203.0.113.7");
    assertThat(ClientAddress.of("0:0:0:0:0:0:0:1", List.of("2001:db8::7")))
        .isEqualTo("2001:db8::7");
    assertThat(ClientAddress.of(PROXY, List.of("198.51.100.1, 203.0.113.7")))
        .as("what the client wrote stands before it")
        .isEqualTo("203.0.113.7");
    assertThat(ClientAddress.of(PROXY, List.of("198.51.100.1", "203.0.113.7")))
        .isEqualTo("203.0.113.7");
  }

  @Test
  void whatIsNoAddressIsNotTaken() {
    for (String other : List.of("", "unknown", "a' or 1=1", "203.0.113.7,", "x".repeat(10_000))) {
      assertThat(ClientAddress.of(PROXY, List.of(other))).as(other).isEqualTo(PROXY);
    }
    assertThat(ClientAddress.of(PROXY, List.of())).isEqualTo(PROXY);
  }

  @Test
  void whoComesDirectlySpeaksForNobodyElse() {
    assertThat(ClientAddress.of("203.0.113.9", List.of("198.51.100.1"))).isEqualTo("203.0.113.9");
  }
}
