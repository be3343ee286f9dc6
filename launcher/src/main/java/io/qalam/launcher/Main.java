package io.qalam.launcher;

import io.qalam.launcher.command.Start;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line: finds the command and turns a refusal into one line and an exit code. */
public final class Main {

  private static final Logger ROOT = Logger.getLogger("");

  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    ROOT.setLevel(Level.OFF); // libraries' logs; what matters is thrown
    System.exit(run(Arrays.asList(args)));
  }

  /** Runs one command line and returns its exit code. */
  static int run(List<String> args) {
    try {
      return dispatch(
          args.isEmpty() ? "help" : args.get(0),
          args.subList(Math.min(1, args.size()), args.size()));
    } catch (Refusal e) {
      System.err.println("qalam: " + e.getMessage());
      return e.exitCode();
    } catch (Exception e) {
      System.err.println("qalam: " + e);
      return 1;
    }
  }

  private static int dispatch(String command, List<String> args) throws Exception {
    switch (command) {
      case "start":
        return Start.run(args);
      default:
        throw Refusal.usage("unknown command " + command);
    }
  }
}
