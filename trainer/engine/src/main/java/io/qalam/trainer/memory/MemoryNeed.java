package io.qalam.trainer.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is needed, part by part; as text, a line for each and their total. */
public record MemoryNeed(List<Part> parts) {

  /** One thing that takes memory. */
  public record Part(String what, long bytes) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%-52s %10s", what, gibibytes(bytes));
    }
  }

  public MemoryNeed {
    parts = List.copyOf(parts);
  }

  MemoryNeed plus(String what, long bytes) {
    List<Part> longer = new ArrayList<>(parts);
    longer.add(new Part(what, bytes));
    return new MemoryNeed(longer);
  }

  /** The parts that the other has not. */
  MemoryNeed without(MemoryNeed other) {
    return new MemoryNeed(parts.stream().filter(part -> !other.parts.contains(part)).toList());
  }

  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }

  /** In the unit of {@code 6g}, 2^30 bytes. */
  static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f GiB", bytes / (double) (1 << 30));
  }

  @Override
  public String toString() {
    return parts.stream().map(part -> part + "\n").collect(Collectors.joining())
        + new Part("together", bytes());
  }
}
