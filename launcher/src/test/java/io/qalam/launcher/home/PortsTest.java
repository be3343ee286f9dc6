package io.qalam.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.launcher.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  private static final PortRange RANGE = new PortRange(24_000, 24_999);

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void makeHome() throws IOException {
    home = new Home(folder);
    home.create();
  }

  @Test
  void aPortIsInItsRangeAndRemembered() throws IOException {
    int first = new Ports(home, RANGE).free("kafka");

    assertThat(first).isBetween(24_000, 24_999);
    assertThat(new Ports(home, RANGE).free("kafka")).isEqualTo(first);
    assertThat(new Ports(home, RANGE).remembered("kafka")).hasValue(first);
  }

  @Test
  void twoPartsNeverGetTheSamePort() throws IOException {
    Ports ports = new Ports(home, new PortRange(24_100, 24_120));

    assertThat(ports.free("postgres")).isNotEqualTo(ports.free("kafka"));
  }

  @Test
  void aRememberedPortThatAnotherProgramTookIsReplaced() throws IOException {
    int taken = new Ports(home, RANGE).free("kafka");

    try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThat(new Ports(home, RANGE).free("kafka")).isNotEqualTo(taken);
    }
  }

  @Test
  void thePortThatWasAskedForIsRefusedByNameWhenItIsTaken() throws IOException {
    int taken = new Ports(home, RANGE).free("http");

    try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(() -> new Ports(home, RANGE).exactly("http", taken))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("Port " + taken + " is taken");
    }
  }

  @Test
  void aRangeOutsideTheUsersPortsIsRefused() {
    assertThatThrownBy(() -> PortRange.parse("80-90")).hasMessageContaining("QALAM_PORT_RANGE");
    assertThatThrownBy(() -> PortRange.parse("22000")).hasMessageContaining("21000-21499");
    assertThat(PortRange.parse("21000-21499")).isEqualTo(new PortRange(21_000, 21_499));
  }
}
