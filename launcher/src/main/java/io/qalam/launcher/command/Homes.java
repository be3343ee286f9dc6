package io.qalam.launcher.command;

import io.qalam.launcher.Arguments;
import io.qalam.launcher.home.Home;
import java.nio.file.Path;

/** The home that a command names, or the default one. */
final class Homes {

  private Homes() {}

  static Home of(Arguments arguments) {
    return arguments.value("--home").map(Path::of).map(Home::new).orElseGet(Home::byDefault);
  }
}
