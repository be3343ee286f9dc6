package io.qalam.launcher.home;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs in a home, as the launcher last wrote it to {@code run/state.json}.
 *
 * @param url where the pages are, once the ports are known
 * @param ready whether {@code ready} was said
 */
public record RunState(ProcessId launcher, @Nullable String url, boolean ready, List<Part> parts) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public RunState {
    parts = List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param state STARTING, READY, RESTARTING, STOPPED or FAILED
   * @param process null while none runs
   */
  public record Part(
      String name, String state, @Nullable ProcessId process, int port, int restarts) {}

  /** The last one written; empty when none was or a crash left it unreadable. */
  public static Optional<RunState> read(Home home) throws IOException {
    if (!Files.exists(home.state())) {
      return Optional.empty();
    }
    return Optional.of(JSON.readValue(Files.readString(home.state()), RunState.class));
  }

  /** Writes it whole. */
  public void write(Home home) throws IOException {
    PrivateFiles.write(home.state(), JSON.writeValueAsString(this));
  }
}
