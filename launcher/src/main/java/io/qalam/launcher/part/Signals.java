package io.qalam.launcher.part;

import java.io.IOException;

/** Signals that Java itself cannot send. */
final class Signals {

  private Signals() {}

  /** Sends the signal, or SIGTERM when the shell is not there to send another one. */
  static void send(ProcessHandle process, String signal) {
    if (signal.equals("TERM") || !shellSent(process.pid(), signal)) {
      process.destroy();
    }
  }

  private static boolean shellSent(long pid, String signal) {
    try {
      // kill is built into every POSIX shell; the program of that name is not always installed.
      return new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", signal, "" + pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
