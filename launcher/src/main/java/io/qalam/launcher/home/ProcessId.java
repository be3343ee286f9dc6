package io.qalam.launcher.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same number.
 *
 * <p>A dead process that its parent has not yet asked about (a zombie) counts as gone. The start is
 * the kernel's count of clock ticks since boot ({@code /proc/<pid>/stat}, field 22): it does not
 * move when the clock is set. Where there is no {@code /proc}, it is the start in milliseconds.
 */
public record ProcessId(long pid, long start) {

  private static final int GONE = -1;

  /** The process that has this number now. */
  public static Optional<ProcessId> of(long pid) {
    long start = startOf(pid);
    return start == GONE ? Optional.empty() : Optional.of(new ProcessId(pid, start));
  }

  /** This very process. */
  public static ProcessId ofSelf() {
    return of(ProcessHandle.current().pid()).orElseThrow();
  }

  /** The process itself while it lives; empty when its number was given to another. */
  public Optional<ProcessHandle> alive() {
    return startOf(pid) == start ? ProcessHandle.of(pid) : Optional.empty();
  }

  private static long startOf(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.exists(Path.of("/proc/self/stat"))) {
      return startByHandle(pid);
    }
    try {
      String line = Files.readString(stat);
      // The second field is the program's name in parentheses and may hold blanks.
      String[] afterName = line.substring(line.lastIndexOf(')') + 2).split(" ");
      boolean zombie = afterName[0].equals("Z");
      return zombie ? GONE : Long.parseLong(afterName[19]);
    } catch (IOException e) {
      return GONE;
    }
  }

  private static long startByHandle(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(handle -> handle.info().startInstant())
        .map(Instant::toEpochMilli)
        .orElse((long) GONE);
  }
}
