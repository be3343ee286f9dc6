package io.qalam.review;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key of every action: one printable character each, no two the same.
 *
 * <p>A key is compared and shown, and nothing else is ever done with it.
 *
 * @param keys small letters, as the page compares them
 */
public record KeyMap(Map<KeyAction, String> keys) {

  /** The keys of an account that chose none. */
  public static final KeyMap USUAL = of(Map.of());

  public KeyMap {
    keys = Map.copyOf(keys);
  }

  /**
   * The usual keys but for those chosen, by the actions' names.
   *
   * @throws Invalid naming every action whose key cannot be
   */
  public static KeyMap of(Map<String, @Nullable String> chosen) {
    List<FieldError> errors = new ArrayList<>();
    Map<KeyAction, String> keys = new EnumMap<>(KeyAction.class);
    Map<String, KeyAction> taken = new HashMap<>();
    for (KeyAction action : KeyAction.values()) {
      String key = plain(chosen.getOrDefault(action.id(), action.usual()));
      KeyAction other = taken.putIfAbsent(key, action);
      if (!isOnePrintable(key)) {
        errors.add(new FieldError(action.id(), ReviewWording.ONE_KEY));
      } else if (other != null) {
        errors.add(new FieldError(action.id(), ReviewWording.KEY_TAKEN, ReviewWording.of(other)));
      }
      keys.put(action, key);
    }
    refuseUnknown(chosen, errors);
    return done(keys, errors);
  }

  private static KeyMap done(Map<KeyAction, String> keys, List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    return new KeyMap(keys);
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
    Map<String, String> all = new LinkedHashMap<>();
    for (KeyAction action : KeyAction.values()) {
      all.put(action.id(), key(action));
    }
    return all;
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
