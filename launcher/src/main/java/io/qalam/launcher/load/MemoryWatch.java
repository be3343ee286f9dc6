package io.qalam.launcher.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The most memory that each part had, looked at every few seconds. */
final class MemoryWatch implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final BenchServer server;
  private final Map<String, Long> most = new TreeMap<>();
  private final Thread thread;

  MemoryWatch(BenchServer server) {
    this.server = server;
    thread = new Thread(this::watch, "memory-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(EVERY.toMillis());
      }
    } catch (IOException | InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() throws IOException {
    server.memory().forEach((part, bytes) -> most.merge(part, bytes, Math::max));
  }

  /** Bytes of each part at its highest. */
  synchronized Map<String, Long> most() {
    return new TreeMap<>(most);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
