package io.qalam.launcher.part;

import java.io.IOException;
import java.time.Duration;

/** One of Qalam's processes: what it needs before it starts, and when it counts as started. */
public interface Part {

  /** Its name in progress lines, in {@code status} and in the log's file name. */
  String name();

  /** Where it listens; 0 when it does not. */
  int port();

  /** Puts files in place; called before every start, so it leaves what is right as it is. */
  void prepare() throws IOException, InterruptedException;

  /** The command line. */
  Launch launch() throws IOException, InterruptedException;

  /**
   * Returns once the part does its work.
   *
   * @throws PartFailure when it ends or takes too long
   */
  void awaitReady(ChildProcess child) throws IOException, InterruptedException;

  /** The signal that ends it in order, without {@code SIG}. */
  default String stopSignal() {
    return "TERM";
  }

  /** How long it may take to end before it is killed. */
  default Duration stopLimit() {
    return Duration.ofSeconds(20);
  }
}
