package io.qalam.launcher.home;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Resident memory of a process with its children, and what the machine has, in bytes.
 *
 * <p>Pages shared between processes count once (the kernel's proportional set size): PostgreSQL's
 * processes share their buffers.
 */
public final class Memory {

  private Memory() {}

  /** Of the process and all below it; 0 when it has gone. */
  public static long of(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(one -> ofOne(one.pid()))
        .sum();
  }

  /** Of the machine, or of the container that this process runs in. */
  public static long ofMachine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static long ofOne(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return kilobytes(process.resolve("smaps_rollup"), "Pss:");
    } catch (IOException e) {
      // another user's process, as PostgreSQL's may be: its own count is readable
    }
    try {
      return kilobytes(process.resolve("status"), "VmRSS:");
    } catch (IOException e) {
      return 0;
    }
  }

  private static long kilobytes(Path file, String field) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }
}
