package io.qalam.launcher.part;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that runs to its end, for instance {@code initdb}. */
final class Tool {

  private Tool() {}

  /**
   * Runs it and returns what it printed.
   *
   * @throws PartFailure with its output when it fails
   */
  static String run(String name, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("QALAM_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new PartFailure(name + " failed with exit code " + exitCode + ":\n" + output.strip());
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
