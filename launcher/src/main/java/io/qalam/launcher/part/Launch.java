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
 */
public record Launch(List<String> command, Map<String, String> environment, Path folder, Path log) {
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
