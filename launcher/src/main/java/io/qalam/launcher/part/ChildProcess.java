package io.qalam.launcher.part;

import io.qalam.launcher.home.ProcessId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of a part.
 *
 * <p>It has a session of its own, so that Ctrl-C in the terminal reaches the launcher alone, which
 * then ends the parts in their order.
 */
public final class ChildProcess {

  /** Tells a leftover's part and home, even when its launcher died before it wrote the pid. */
  static final String HOME_MARK = "QALAM_HOME";

  static final String PART_MARK = "QALAM_PART";

  private static final long LOG_LIMIT_BYTES = 10L << 20;
  private static final Duration PROBE_PAUSE = Duration.ofMillis(150);
  private static final boolean SETSID = Files.isExecutable(Path.of("/usr/bin/setsid"));

  private final String part;
  private final Process process;
  private final ProcessId id;
  private final Path log;

  private ChildProcess(String part, Process process, Path log) {
    this.part = part;
    this.process = process;
    this.log = log;
    this.id = ProcessId.of(process.pid()).orElse(new ProcessId(process.pid(), -1));
  }

  /** Starts the process; its output is appended to its log. */
  public static ChildProcess start(String part, Path home, Launch launch) throws IOException {
    rotate(launch.log());
    ProcessBuilder builder =
        new ProcessBuilder(command(launch))
            .directory(launch.folder().toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("QALAM_"));
    environment.putAll(launch.environment());
    environment.put(HOME_MARK, home.toString());
    environment.put(PART_MARK, part);
    return new ChildProcess(part, builder.start(), launch.log());
  }

  private static List<String> command(Launch launch) {
    List<String> command = new ArrayList<>();
    if (SETSID) {
      command.add("/usr/bin/setsid");
    }
    if (launch.background()) {
      command.addAll(Background.of(SETSID));
    }
    command.addAll(launch.command());
    return command;
  }

  /** Something that is asked again and again until it says yes. */
  @FunctionalInterface
  public interface Probe {
    boolean succeeds() throws IOException, InterruptedException;
  }

  /**
   * Returns when the probe succeeds.
   *
   * @throws PartFailure when the process ends first or the limit passes
   */
  public void await(String what, Duration limit, Probe probe)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!probe.succeeds()) {
      if (process.waitFor(PROBE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PartFailure(part + " ended with exit code " + exitCode() + logTail());
      }
      if (System.nanoTime() > deadline) {
        throw new PartFailure(
            part + " shows no " + what + " after " + limit.toSeconds() + " s" + logTail());
      }
    }
  }

  public ProcessId id() {
    return id;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end and returns its exit code. */
  public int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Ends it by the signal, and by SIGKILL when it has not ended within the limit. */
  public void stop(String signal, Duration limit) throws InterruptedException {
    if (!process.isAlive()) {
      return;
    }
    Signals.send(process.toHandle(), signal);
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
    }
  }

  /** SIGKILL, and waits for the end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  private int exitCode() {
    return process.exitValue();
  }

  private String logTail() {
    List<String> lines = tail(log, 8);
    return lines.isEmpty() ? "" : "; last lines of " + log + ":\n  " + String.join("\n  ", lines);
  }

  private static List<String> tail(Path log, int count) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(0, file.length() - 4096);
      file.seek(start);
      byte[] end = new byte[(int) (file.length() - start)];
      file.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of("(the log cannot be read: " + e.getMessage() + ")");
    }
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
