package io.qalam.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessIdTest {

  @Test
  void aRunningProcessIsFoundAgain() {
    assertThat(ProcessId.ofSelf().alive()).contains(ProcessHandle.current());
  }

  @Test
  void aProcessThatGotTheNumberLaterIsNotTakenForTheFormerOne() {
    ProcessId self = ProcessId.ofSelf();
    ProcessId former = new ProcessId(self.pid(), self.start() - 1);

    assertThat(former.alive()).isEmpty();
  }

  @Test
  void anEndedProcessIsGone() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessId id = ProcessId.of(process.pid()).orElseThrow();
    assertThat(id.alive()).isPresent();

    process.destroyForcibly().waitFor();

    assertThat(id.alive()).isEmpty();
  }
}
