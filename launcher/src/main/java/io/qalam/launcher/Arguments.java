package io.qalam.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command's words: those that stand alone and those that follow an option.
 *
 * <p>An option that the command does not know is refused by name, so that a typing error never
 * starts anything.
 */
public final class Arguments {

  private final List<String> words = new ArrayList<>();
  private final Map<String, String> values = new HashMap<>();

  private Arguments() {}

  /**
   * Reads the words after a command.
   *
   * @param flags options without a value
   * @param valued options with one, as {@code --home DIR} or {@code --home=DIR}
   */
  public static Arguments parse(List<String> args, Set<String> flags, Set<String> valued) {
    Arguments arguments = new Arguments();
    for (int i = 0; i < args.size(); i++) {
      String word = args.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!word.startsWith("--")) {
        arguments.words.add(word);
      } else if (flags.contains(word)) {
        arguments.values.put(word, "");
      } else if (!valued.contains(name)) {
        throw Refusal.usage("unknown option " + name);
      } else if (equals >= 0) {
        arguments.values.put(name, word.substring(equals + 1));
      } else if (i + 1 < args.size()) {
        arguments.values.put(name, args.get(++i));
      } else {
        throw Refusal.usage("option " + name + " needs a value");
      }
    }
    return arguments;
  }

  /** Whether the words ask what a command does, in place of having it done. */
  public static boolean askForHelp(List<String> words) {
    return words.contains("--help") || words.contains("-h");
  }

  public boolean has(String option) {
    return values.containsKey(option);
  }

  public Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  public String required(String option) {
    return value(option).orElseThrow(() -> Refusal.usage("option " + option + " is missing"));
  }

  /** A number between the two, both included. */
  public Optional<Integer> number(String option, int least, int most) {
    Optional<String> text = value(option);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.get().matches("\\d{1,9}")
        || Integer.parseInt(text.get()) < least
        || Integer.parseInt(text.get()) > most) {
      throw Refusal.usage(
          option + " must be a number from " + least + " to " + most + ", not " + text.get());
    }
    return Optional.of(Integer.parseInt(text.get()));
  }

  /** The word at this place, for a command of several. */
  public String word(int place, String name) {
    if (place >= words.size()) {
      throw Refusal.usage("argument " + name + " is missing");
    }
    return words.get(place);
  }

  /** The words that stand alone, exactly as many as the command wants. */
  public List<String> words(String... names) {
    if (words.size() > names.length) {
      throw Refusal.usage("unexpected argument " + words.get(names.length));
    }
    if (words.size() < names.length) {
      throw Refusal.usage("argument " + names[words.size()] + " is missing");
    }
    return List.copyOf(words);
  }
}
