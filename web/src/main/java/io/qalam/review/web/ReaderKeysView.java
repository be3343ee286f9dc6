package io.qalam.review.web;

import io.qalam.review.KeyAction;
import io.qalam.review.KeyMap;
import io.qalam.review.KeyPage;
import io.qalam.review.ReviewKeysService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reader's keys of the page that is shown. */
@Named
@RequestScoped
public class ReaderKeysView {

  @Inject private ReviewKeysService service;

  private @Nullable KeyMap keys;

  /** Reads them before the page begins to be written. */
  public void load() {
    keys = service.own();
  }

  /** The keys of a page by the actions' names: small letters, as the page compares them. */
  public List<Map.Entry<String, String>> on(KeyPage page) {
    return List.copyOf(keys().on(page).entrySet());
  }

  /** Whether single keys do anything. */
  public boolean isHeard() {
    return keys().heard();
  }

  /** Every key by its action's name as it is shown: large, where that is one letter still. */
  public Map<String, String> getShown() {
    Map<String, String> shown = new LinkedHashMap<>();
    for (KeyAction action : KeyAction.values()) {
      shown.put(action.id(), shown(keys().key(action)));
    }
    return shown;
  }

  private static String shown(String key) {
    String large = key.toUpperCase(Locale.ROOT);
    return large.codePointCount(0, large.length()) == 1 ? large : key;
  }

  private KeyMap keys() {
    KeyMap known = keys == null ? service.own() : keys;
    keys = known;
    return known;
  }
}
