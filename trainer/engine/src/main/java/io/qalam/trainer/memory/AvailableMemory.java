package io.qalam.trainer.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What Linux says is left: the least of {@code MemAvailable} and of what each control group above
 * the process allows it, version 2 and version 1. Pages of files that can be dropped count as free.
 */
final class AvailableMemory {
  private static final String GROUPS = "sys/fs/cgroup";

  private final Path root;

  AvailableMemory(Path root) {
    this.root = root;
  }

  static MemoryLimit ofThisMachine() {
    return new AvailableMemory(Path.of("/")).least();
  }

  /** Without any of the files, as on another system, what the Java process may take. */
  MemoryLimit least() {
    List<MemoryLimit> limits = new ArrayList<>();
    long machine = field(root.resolve("proc/meminfo"), "MemAvailable:");
    if (machine >= 0) {
      limits.add(new MemoryLimit(machine * 1024, "available on this machine"));
    }
    for (String line : lines(root.resolve("proc/self/cgroup"))) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].isEmpty()) {
        groups(limits, GROUPS, parts[2], "memory.max", "memory.current", "");
      } else if (parts.length == 3 && List.of(parts[1].split(",", -1)).contains("memory")) {
        groups(
            limits,
            GROUPS + "/memory",
            parts[2],
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
            "total_");
      }
    }
    return limits.stream()
        .min(Comparator.comparingLong(MemoryLimit::bytes))
        .orElseGet(() -> new MemoryLimit(Runtime.getRuntime().maxMemory(), "Java's heap"));
  }

  /** The process's group and those above it; in a container the path may be the host's. */
  private void groups(
      List<MemoryLimit> limits,
      String mount,
      String path,
      String limitFile,
      String usedFile,
      String prefix) {
    Path top = root.resolve(mount).normalize();
    Path group = top.resolve(path.replaceFirst("^/+", "")).normalize();
    for (; group != null && group.startsWith(top); group = group.getParent()) {
      long limit = number(group.resolve(limitFile));
      long used = number(group.resolve(usedFile));
      if (limit >= 0 && used >= 0) {
        long free = limit - used + cache(group.resolve("memory.stat"), prefix);
        limits.add(new MemoryLimit(Math.max(0, free), "left in control group " + path));
      }
    }
  }

  /**
   * Pages of files, used of late or not: a mapped base is among them, and counts as needed anyway.
   */
  private static long cache(Path statistics, String prefix) {
    return Math.max(0, field(statistics, prefix + "inactive_file "))
        + Math.max(0, field(statistics, prefix + "active_file "));
  }

  /** A file's only number; -1 without one, as {@code max} is. */
  private static long number(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? -1 : digits(lines.get(0));
  }

  private static long field(Path file, String name) {
    return lines(file).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> digits(line.substring(name.length())))
        .findFirst()
        .orElse(-1);
  }

  private static long digits(String text) {
    String digits = text.replaceAll("\\D", "");
    return digits.isEmpty() ? -1 : Long.parseLong(digits);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of(); // a group that has just gone
    }
  }
}
