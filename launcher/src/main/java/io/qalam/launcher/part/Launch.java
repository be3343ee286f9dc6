package io.qalam.launcher.part;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command line with its surroundings.
 *
 * @param environment what the process gets beside the launcher's own environment; of the latter
 *     every variable that begins with {@code QALAM_} is left out, so that each part knows its own
 *     secrets alone
 * @param background whether it takes what the other parts leave of the cores
 */
public record Launch(
    List<String> command,
    Map<String, String> environment,
    Path folder,
    Path log,
    boolean background) {
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  public Launch(List<String> command, Map<String, String> environment, Path folder, Path log) {
    this(command, environment, folder, log, false);
  }

  /** The same, behind the other parts: people come first. */
  Launch inBackground() {
    return new Launch(command, environment, folder, log, true);
  }
}
