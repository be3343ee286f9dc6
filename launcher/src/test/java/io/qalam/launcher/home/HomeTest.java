package io.qalam.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void makeHome() throws IOException {
    home = new Home(folder.resolve("home"));
    home.create();
  }

  @Test
  void aSecretIsGeneratedOnceAndReadableByItsOwnerAlone() throws IOException {
    String secret = home.secrets().get("kafka-server");

    assertThat(secret).matches("[A-Za-z0-9_-]{32}");
    assertThat(home.secrets().get("kafka-server")).isEqualTo(secret);
    assertThat(home.secrets().get("kafka-worker")).isNotEqualTo(secret);
    assertThat(permissions(home.secretsFolder().resolve("kafka-server"))).isEqualTo("rw-------");
    assertThat(permissions(home.secretsFolder())).isEqualTo("rwx------");
  }

  @Test
  void oneLauncherAtATimeHoldsAHome() throws IOException {
    try (HomeLock first = HomeLock.tryTake(home).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(HomeLock.tryTake(home)).isEmpty();
    }
    Optional<HomeLock> next = HomeLock.tryTake(home);
    assertThat(next).isPresent();
    next.orElseThrow().close();
  }

  @Test
  void theStateComesBackAsItWasWritten() throws IOException {
    RunState state =
        new RunState(
            ProcessId.ofSelf(),
            "http://127.0.0.1:8080",
            true,
            List.of(
                new RunState.Part("kafka", "READY", ProcessId.ofSelf(), 24_000, 2),
                new RunState.Part("worker", "RESTARTING", null, 0, 0)));

    state.write(home);

    assertThat(RunState.read(home)).contains(state);
    assertThat(RunState.read(new Home(folder.resolve("other")))).isEmpty();
  }

  @Test
  void onlyAHomeThatWasNeverUsedIsEmpty() throws IOException {
    assertThat(home.isEmpty()).isFalse();
    assertThat(new Home(folder.resolve("other")).isEmpty()).isTrue();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
