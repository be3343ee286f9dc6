package io.qalam.launcher.loop;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The wait between two questions to a server that cannot call back. */
final class Pause {
  private Pause() {}

  static void half() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
