package io.qalam.trainer.cli;

import io.qalam.trainer.report.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How far long work is, on one line of standard error that is written over; where that is no
 * terminal, a line of its own at every tenth.
 */
final class ProgressBar implements Progress {

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console)");
  private static final int WIDTH = 30;
  private static final int LINES = 10;

  private final String name;
  private final PrintStream out;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private int shown = -1;

  ProgressBar(String name, PrintStream out, boolean terminal) {
    this.name = name;
    this.out = out;
    this.terminal = terminal;
  }

  static ProgressBar onStandardError(String name) {
    return new ProgressBar(name, System.err, isTerminal(STANDARD_ERROR));
  }

  /**
   * Whether a stream that Linux shows as a link to what it is leads to a terminal. Java's console
   * tells nothing of standard error: up to 21 it is missing where only the output goes to a file,
   * from 22 on it is always there.
   */
  static boolean isTerminal(Path stream) {
    try {
      return TERMINAL.matcher(Files.readSymbolicLink(stream).toString()).matches();
    } catch (IOException e) {
      return false; // closed, or not on Linux
    }
  }

  @Override
  public void at(int done, int all) {
    int step = (int) ((long) done * (terminal ? 100 : LINES) / all);
    if (step == shown) {
      return;
    }
    shown = step;
    int full = (int) ((long) done * WIDTH / all);
    String line =
        String.format(
            Locale.ROOT,
            "%-32s %s%s %3d %% %s",
            name,
            "█".repeat(full),
            "░".repeat(WIDTH - full),
            (long) done * 100 / all,
            time(done, all));
    if (terminal) {
      out.print("\r" + line + (done == all ? "\r" + " ".repeat(line.length()) + "\r" : ""));
    } else {
      out.println(line);
    }
    out.flush();
  }

  @Override
  public void wasDone(Path file) {
    out.println(name + ": was done, in " + file);
  }

  @Override
  public void leftOut(String what) {
    out.println(name + ": left out: " + what);
  }

  private String time(int done, int all) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double left = seconds / Math.max(1, done) * (all - done);
    return done == all ? minutes(seconds) : minutes(left) + " left";
  }

  private static String minutes(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
