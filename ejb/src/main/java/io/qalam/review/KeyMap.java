package io.qalam.review;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The key of every action: one printable character each, no two of one page the same.
 *
 * <p>A key is compared and shown, and nothing else is ever done with it.
 *
 * @param keys small letters, as the pages compare them
 * @param heard whether single keys do anything at all; who speaks to the machine, or types with a
 *     tremor, turns them off (WCAG 2.2, 2.1.4), the digits among them
 */
public record KeyMap(Map<KeyAction, String> keys, boolean heard) {

  /** The keys of an account that chose none. */
  public static final KeyMap USUAL = of(Map.of(), true);

  public KeyMap {
    keys = Map.copyOf(keys);
  }

  /**
   * The usual keys but for those chosen, by the actions' names.
   *
   * @throws Invalid naming every action whose key cannot be
   */
  public static KeyMap of(Map<String, @Nullable String> chosen, boolean heard) {
    List<FieldError> errors = new ArrayList<>();
    Map<KeyAction, String> keys = new EnumMap<>(KeyAction.class);
    for (KeyAction action : KeyAction.values()) {
      String key = plain(chosen.getOrDefault(action.id(), action.usual()));
      fault(keys, action, key).ifPresent(errors::add);
      keys.put(action, key);
    }
    refuseUnknown(chosen, errors);
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    return new KeyMap(keys, heard);
  }

  private static Optional<FieldError> fault(
      Map<KeyAction, String> keys, KeyAction action, String key) {
    return isOnePrintable(key)
        ? besides(keys, action, key)
            .map(it -> new FieldError(action.id(), ReviewWording.KEY_TAKEN, ReviewWording.of(it)))
        : Optional.of(new FieldError(action.id(), ReviewWording.ONE_KEY));
  }

  /** The action before this one that has its key on a page of both. */
  private static Optional<KeyAction> besides(
      Map<KeyAction, String> keys, KeyAction action, String key) {
    return keys.keySet().stream()
        .filter(other -> key.equals(keys.get(other)))
        .filter(other -> Stream.of(KeyPage.values()).anyMatch(p -> p.has(action) && p.has(other)))
        .findFirst();
  }

  private static void refuseUnknown(Map<String, ?> chosen, List<FieldError> errors) {
    List<String> known = List.of(KeyAction.values()).stream().map(KeyAction::id).toList();
    chosen.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> errors.add(new FieldError(name, ReviewWording.NO_ACTION, known)));
  }

  private static String plain(@Nullable String key) {
    String composed = Normalizer.normalize(key == null ? "" : key.strip(), Normalizer.Form.NFC);
    return composed.toLowerCase(Locale.ROOT);
  }

  private static boolean isOnePrintable(String key) {
    return key.codePointCount(0, key.length()) == 1 && key.matches("[\\p{L}\\p{P}\\p{S}]");
  }

  /** The key of an action. */
  public String key(KeyAction action) {
    return keys.getOrDefault(action, action.usual());
  }

  /** Every key by its action's name, in the order of the actions. */
  public Map<String, String> byName() {
    return byName(action -> true);
  }

  /** The keys of one page by the actions' names, in the order of the actions. */
  public Map<String, String> on(KeyPage page) {
    return byName(page::has);
  }

  private Map<String, String> byName(Predicate<KeyAction> wanted) {
    Map<String, String> named = new LinkedHashMap<>();
    Stream.of(KeyAction.values())
        .filter(wanted)
        .forEach(action -> named.put(action.id(), key(action)));
    return named;
  }

  /** Only those that differ from the usual ones, by name: what is stored. */
  Map<String, String> chosen() {
    Map<String, String> chosen = byName();
    for (KeyAction action : KeyAction.values()) {
      chosen.remove(action.id(), action.usual());
    }
    return chosen;
  }
}
