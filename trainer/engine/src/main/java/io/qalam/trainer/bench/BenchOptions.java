package io.qalam.trainer.bench;

import java.util.HashMap;
import java.util.Map;

/** {@code --name value} pairs; those that the help text does not name are refused. */
final class BenchOptions {
  private BenchOptions() {}

  static Map<String, String> of(String[] arguments, String help) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      boolean known = arguments[i].startsWith("--") && help.contains(arguments[i] + " ");
      if (!known || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "Option " + arguments[i] + " is unknown or has no value; --help lists what there is");
      }
      options.put(arguments[i], arguments[i + 1]);
    }
    return options;
  }
}
