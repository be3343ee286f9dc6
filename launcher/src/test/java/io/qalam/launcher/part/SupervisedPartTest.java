package io.qalam.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.launcher.Console;
import io.qalam.launcher.home.Home;
import io.qalam.launcher.home.ProcessId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedPartTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private Home home;
  private SupervisedPart part;

  @BeforeEach
  void makeHome() throws IOException {
    home = new Home(folder);
    home.create();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (part != null) {
      part.stop();
    }
  }

  @Test
  void aKilledPartIsStartedAgain() throws Exception {
    part = supervise("exec sleep 600");
    part.start().get(30, TimeUnit.SECONDS);
    ProcessId first = part.process().orElseThrow();

    part.kill();
    part.awaitReady(LONG);

    assertThat(first.alive()).isEmpty();
    assertThat(part.process()).isPresent().isNotEqualTo(java.util.Optional.of(first));
    assertThat(part.restarts()).isEqualTo(1);
    assertThat(printed()).contains("died (exit code 137): starting again in 1 s");
  }

  @Test
  void aStoppedPartStaysStopped() throws Exception {
    part = supervise("exec sleep 600");
    part.start().get(30, TimeUnit.SECONDS);
    ProcessId process = part.process().orElseThrow();

    part.stop();

    assertThat(process.alive()).isEmpty();
    assertThat(part.state()).isEqualTo(SupervisedPart.State.STOPPED);
    assertThat(printed()).doesNotContain("starting again");
  }

  @Test
  void aPartThatIgnoresTheSignalIsKilled() throws Exception {
    part = supervise("trap '' TERM; while :; do sleep 1; done");
    part.start().get(30, TimeUnit.SECONDS);
    ProcessId process = part.process().orElseThrow();

    part.stop();

    assertThat(process.alive()).isEmpty();
  }

  @Test
  void aPartThatNeverGetsReadyIsGivenUpWithTheEndOfItsLog() {
    part = supervise("echo the disk is full; exit 3");

    CompletableFuture<Void> ready = part.start();

    assertThatThrownBy(() -> ready.get(30, TimeUnit.SECONDS))
        .rootCause()
        .hasMessageContaining("ended with exit code 3")
        .hasMessageContaining("the disk is full");
    assertThat(part.state()).isEqualTo(SupervisedPart.State.FAILED);
  }

  @Test
  void aLeftOverIsFoundByItsMarkThoughNobodyWroteItsPidDown() throws Exception {
    part = supervise("exec sleep 600");
    part.start().get(30, TimeUnit.SECONDS);
    long pid = part.process().orElseThrow().pid();

    assertThat(LeftOvers.find(home).get("probe"))
        .extracting(ProcessHandle::pid)
        .containsExactly(pid);
    assertThat(LeftOvers.find(new Home(folder.resolve("other")))).isEmpty();
  }

  private String printed() {
    return lines.toString(StandardCharsets.UTF_8);
  }

  private SupervisedPart supervise(String script) {
    Console console = new Console(new PrintStream(lines, true, StandardCharsets.UTF_8));
    return new SupervisedPart(new Probe(script), home.folder(), console, () -> {});
  }

  /** A shell script that counts as ready once it lives. */
  private final class Probe implements Part {
    private final String script;

    Probe(String script) {
      this.script = script;
    }

    @Override
    public String name() {
      return "probe";
    }

    @Override
    public int port() {
      return 0;
    }

    @Override
    public void prepare() {}

    @Override
    public Launch launch() {
      return new Launch(List.of("/bin/sh", "-c", script), Map.of(), folder, home.log("probe"));
    }

    @Override
    public void awaitReady(ChildProcess child) throws IOException, InterruptedException {
      int[] probes = new int[1];
      child.await("second probe", LONG, () -> ++probes[0] == 2);
    }

    @Override
    public Duration stopLimit() {
      return Duration.ofSeconds(1);
    }
  }
}
