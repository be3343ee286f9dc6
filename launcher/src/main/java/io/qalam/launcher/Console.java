package io.qalam.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What the user sees: one line per event, each written whole.
 *
 * <p>Tests and the detached launcher give it another stream.
 */
public final class Console {

  private final PrintStream out;

  public Console(PrintStream out) {
    this.out = out;
  }

  /** Progress of one part. */
  public void part(String part, String event) {
    line(String.format(Locale.ROOT, "%-10s %s", part, event));
  }

  /** A line as it stands. */
  public void line(String text) {
    synchronized (out) {
      out.println(text);
      out.flush();
    }
  }

  /** A duration as people read it, for instance "2.4 s". */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
