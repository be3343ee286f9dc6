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
        .as("a network of IPv6, whose host changes its address at will")
        .isEqualTo("2001:db8:0:0:0:0:0:0/64");
    assertThat(ClientAddress.of(PROXY, List.of("198.51.100.1, 203.0.113.7")))
        .as("what the client wrote stands before it")
        .isEqualTo("203.0.113.7");
    assertThat(ClientAddress.of(PROXY, List.of("198.51.100.1", "203.0.113.7")))
        .isEqualTo("203.0.113.7");
  }

  @Test
  void portsBracketsAndMappedAddressesAreRead() {
    for (String same : List.of("203.0.113.7:4711", "::ffff:203.0.113.7", "[::ffff:cb00:7107]:80")) {
      assertThat(ClientAddress.of(PROXY, List.of(same))).as(same).isEqualTo("203.0.113.7");
    }
    assertThat(ClientAddress.of("::ffff:127.0.0.1", List.of("203.0.113.7")))
        .as("a proxy by IPv4 on a socket of IPv6")
        .isEqualTo("203.0.113.7");
    for (String same : List.of("[2001:db8:1:2::7]:443", "[2001:db8:1:2::8]", "2001:DB8:1:2:f::")) {
      assertThat(ClientAddress.of(PROXY, List.of(same)))
          .as(same)
          .isEqualTo("2001:db8:1:2:0:0:0:0/64");
    }
  }

  @Test
  void whatIsNoAddressIsNotTaken() {
    for (String other :
        List.of(
            "",
            "unknown",
            "a' or 1=1",
            "203.0.113.7,",
            "256.0.0.1",
            "1.2.3",
            "[cafe]",
            "1:2:3",
            ":::",
            "[::1",
            "localhost:80",
            "x".repeat(10_000))) {
      assertThat(ClientAddress.of(PROXY, List.of(other))).as(other).isEqualTo(PROXY);
    }
    assertThat(ClientAddress.of(PROXY, List.of())).isEqualTo(PROXY);
  }

  @Test
  void whoComesDirectlySpeaksForNobodyElse() {
    assertThat(ClientAddress.of("203.0.113.9", List.of("198.51.100.1"))).isEqualTo("203.0.113.9");
  }
}
