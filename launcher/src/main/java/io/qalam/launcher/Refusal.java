package io.qalam.launcher;

/**
 * Something the user must change, told in one line that names it.
 *
 * <p>The command line prints the message alone, without a stack trace.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Refusal(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** A state or value that stops the work; exit code 1. */
  public static Refusal because(String message) {
    return new Refusal(message, 1);
  }

  /** A command line that cannot be understood; exit code 2. */
  public static Refusal usage(String message) {
    return new Refusal(message + " (./qalam help lists what there is)", 2);
  }

  public int exitCode() {
    return exitCode;
  }
}
