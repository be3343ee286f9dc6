package io.qalam.trainer.memory;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory may be taken.
 *
 * @param source who says so: the variable, the machine, a control group, a device
 */
public record MemoryLimit(long bytes, String source) {
  static final String VARIABLE = "QALAM_MEMORY_LIMIT";

  private static final Pattern SIZE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)([kmgt])b?");

  /**
   * What {@code QALAM_MEMORY_LIMIT} says, else what the machine and its control groups have left.
   *
   * @throws IllegalArgumentException if the variable is no size
   */
  public static MemoryLimit of(Map<String, String> environment) {
    String value = environment.getOrDefault(VARIABLE, "").strip();
    return value.isEmpty() ? AvailableMemory.ofThisMachine() : parse(value);
  }

  /** Whether a person set one. */
  public static boolean isSet(Map<String, String> environment) {
    return !environment.getOrDefault(VARIABLE, "").isBlank();
  }

  /** The smaller of both. */
  public MemoryLimit orLess(MemoryLimit other) {
    return other.bytes < bytes ? other : this;
  }

  private static MemoryLimit parse(String value) {
    Matcher size = SIZE.matcher(value.toLowerCase(Locale.ROOT));
    double bytes = 0;
    if (size.matches()) {
      bytes = Double.parseDouble(size.group(1)) * (1L << 10 * ("kmgt".indexOf(size.group(2)) + 1));
    }
    if (bytes < 1) {
      throw new IllegalArgumentException(
          VARIABLE
              + " found '"
              + value
              + "', expected a number above 0 with k, m, g or t, such as 6g or 800m");
    }
    return new MemoryLimit((long) bytes, VARIABLE + "=" + value);
  }

  /**
   * Compares before anything is loaded.
   *
   * @throws MemoryExceededException if more is needed, with what and with this limit
   */
  public void require(MemoryNeed need) {
    if (need.bytes() > bytes) {
      throw new MemoryExceededException(need, this);
    }
  }

  /**
   * Compares when a part is loaded already: a limit that a person set is for everything, what a
   * machine has left is for the rest.
   *
   * @throws MemoryExceededException if more is needed
   */
  public void requireBeside(MemoryNeed loaded, MemoryNeed everything) {
    require(source.startsWith(VARIABLE) ? everything : everything.without(loaded));
  }

  @Override
  public String toString() {
    return MemoryNeed.gibibytes(bytes) + " (" + source + ")";
  }
}
