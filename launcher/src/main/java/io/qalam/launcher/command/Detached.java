package io.qalam.launcher.command;

import io.qalam.launcher.Console;
import io.qalam.launcher.Main;
import io.qalam.launcher.home.Home;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code start --detach}: a launcher in the background, whose progress is shown until it is ready.
 *
 * <p>Its lines go to {@code log/launcher.log}; the first passwords do not, they are shown here.
 */
final class Detached {

  /** Stands in the log where the passwords are shown. */
  static final String PASSWORDS_ARE_SHOWN = "The first passwords were printed at the first start.";

  private Detached() {}

  static int start(Home home, List<String> args, Console console)
      throws IOException, InterruptedException {
    home.create();
    Path log = Files.createTempFile(home.logs(), "launcher-", ".log");
    Process launcher = launch(args, log);
    String shown = "";
    boolean ended = false;
    while (true) {
      shown = showNew(log, shown, home, console);
      if (shown.contains("\nready http://") || shown.startsWith("ready http://")) {
        keepLog(home, log);
        return 0;
      }
      if (ended) {
        Files.delete(log);
        return launcher.exitValue();
      }
      ended = launcher.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  private static void keepLog(Home home, Path log) throws IOException {
    Files.move(log, home.log("launcher"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static Process launch(List<String> args, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dqalam.root=" + System.getProperty("qalam.root"),
            "-Dqalam.detached=true",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "start"));
    args.stream().filter(word -> !word.equals("--detach")).forEach(command::add);
    return new ProcessBuilder(command)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Prints the lines that are whole and new; returns all that was shown so far. */
  private static String showNew(Path log, String shown, Home home, Console console)
      throws IOException {
    String text;
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) file.length()];
      file.readFully(bytes);
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.substring(shown.length()).lines().toList()) {
      if (line.equals(PASSWORDS_ARE_SHOWN)) {
        Files.readAllLines(home.firstPasswords()).forEach(console::line);
      } else {
        console.line(line);
      }
    }
    return whole;
  }
}
