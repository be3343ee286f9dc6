package io.qalam.trainer.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code --name value} pairs and {@code --name} flags of a command line, each known by name. */
public final class Options {
  private final Map<String, String> values = new HashMap<>();

  public Options(String[] arguments, Set<String> known) {
    this(arguments, known, Set.of());
  }

  /**
   * @param flags options without a value
   */
  public Options(String[] arguments, Set<String> known, Set<String> flags) {
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (flags.contains(name)) {
        values.put(name, "");
      } else if (known.contains(name) && i + 1 < arguments.length) {
        values.put(name, arguments[++i]);
      } else {
        Set<String> all = new TreeSet<>(known);
        all.addAll(flags);
        throw new IllegalArgumentException(
            "Option " + name + " is unknown or has no value; expected some of " + all);
      }
    }
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public Path path(String name) {
    return Path.of(text(name));
  }

  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("Option " + name + " is missing");
    }
    return value;
  }

  public String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  /** The folder of {@code --model}, or the base that ships. */
  public Path model() {
    return has("--model")
        ? path("--model")
        : Path.of(System.getProperty("qalam.root", "."), "trainer", "qalam-mini");
  }

  /** {@code --threads}, or all cores. */
  public int threads() {
    return count("--threads", Runtime.getRuntime().availableProcessors());
  }

  /** Comma-separated paths; none if the option is absent. */
  public List<Path> paths(String name) {
    String value = values.getOrDefault(name, "");
    return value.isEmpty() ? List.of() : Arrays.stream(value.split(",", -1)).map(Path::of).toList();
  }

  public long number(String name, long otherwise) {
    String value = values.getOrDefault(name, Long.toString(otherwise));
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Option " + name + " found '" + value + "', expected a whole number", e);
    }
  }

  /** How many of something: one or more. */
  public int count(String name, int otherwise) {
    long count = number(name, otherwise);
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Option " + name + " found " + count + ", expected 1 to " + Integer.MAX_VALUE);
    }
    return (int) count;
  }

  /** One of an enum's words, written in lower case with hyphens. */
  <E extends Enum<E>> E word(String name, E otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    List<String> words = new ArrayList<>();
    for (E one : otherwise.getDeclaringClass().getEnumConstants()) {
      String word = one.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (word.equals(value)) {
        return one;
      }
      words.add(word);
    }
    throw new IllegalArgumentException(
        "Option " + name + " found '" + value + "', expected one of " + words);
  }
}
