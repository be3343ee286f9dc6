package io.qalam.launcher.part;

import java.nio.file.Path;

/** The Java that runs the launcher, which runs the other parts too. */
final class Jvm {

  private Jvm() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
