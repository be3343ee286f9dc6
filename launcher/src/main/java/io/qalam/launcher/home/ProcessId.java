package io.qalam.launcher.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same number.
 *
 * <p>The start is the kernel's count of clock ticks since boot ({@code /proc/<pid>/stat}, field
 * 22): it does not move when the clock is set. Where there is no {@code /proc}, it is the start in
 * milliseconds.
 */
public record ProcessId(long pid, long start) {

  /** The process that has this number now. */
  public static Optional<ProcessId> of(long pid) {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return handle.map(h -> new ProcessId(pid, startOf(h)));
  }

  /** This very process. */
  public static ProcessId ofSelf() {
    return new ProcessId(ProcessHandle.current().pid(), startOf(ProcessHandle.current()));
  }

  /** The process itself while it lives; empty when its number was given to another. */
  public Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> startOf(handle) == start);
  }

  private static long startOf(ProcessHandle handle) {
    Path stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
    try {
      String line = Files.readString(stat);
      // The second field is the program's name in parentheses and may hold blanks.
      String[] afterName = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(afterName[19]);
    } catch (IOException e) {
      return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(-1L);
    }
  }
}
