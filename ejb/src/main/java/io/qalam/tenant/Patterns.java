package io.qalam.tenant;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.util.ULocale;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Fills the places of the bundles' texts by ICU's rules: a number chooses the form of its noun by
 * the plural rules of the language, of which Arabic has six and Hindi and English two.
 *
 * <p>Numbers come with the digits 0 to 9 (ADR 33). An apostrophe is one, unless it stands before a
 * brace.
 */
public final class Patterns {

  private Patterns() {}

  /** The text with the values in its places. */
  public static String filled(String pattern, Locale locale, Object... values) {
    ULocale shown = ULocale.forLocale(Languages.withKeyboardDigits(locale));
    return new MessageFormat(pattern, shown).format(values);
  }

  /**
   * The forms of a text by plural category, for scripts, which choose among them and put the number
   * in the place {@code {0}}. A text without plural has the form {@code other} alone.
   *
   * @throws IllegalArgumentException when more of the text than its one plural depends on values
   */
  public static Map<String, String> forms(String pattern) {
    MessagePattern parsed = new MessagePattern(pattern);
    int plural = 1;
    while (plural < parsed.countParts() && !startsPlural(parsed.getPart(plural))) {
      plural++;
    }
    if (plural == parsed.countParts()) {
      return Map.of("other", pattern);
    }
    return forms(parsed, plural);
  }

  private static Map<String, String> forms(MessagePattern parsed, int plural) {
    String text = parsed.getPatternString();
    int end = parsed.getLimitPartIndex(plural);
    String before = text.substring(0, parsed.getPart(plural).getIndex());
    String after = text.substring(parsed.getPart(end).getLimit());
    Map<String, String> forms = new LinkedHashMap<>();
    String category = "other";
    for (int part = plural; part < end; part++) {
      Part.Type type = parsed.getPartType(part);
      if (type == Part.Type.ARG_SELECTOR) {
        category = parsed.getSubstring(parsed.getPart(part));
      } else if (type == Part.Type.MSG_START) {
        int begins = parsed.getPart(part).getLimit();
        part = parsed.getLimitPartIndex(part);
        String form = text.substring(begins, parsed.getPart(part).getIndex());
        forms.put(category, before + form.replace("#", "{0}") + after);
      }
    }
    return requireWhole(forms, text);
  }

  private static Map<String, String> requireWhole(Map<String, String> forms, String pattern) {
    if (forms.values().stream().anyMatch(form -> form.matches("(?s).*\\{(?!0\\}).*"))) {
      throw new IllegalArgumentException("more than one plural for a script: " + pattern);
    }
    return forms;
  }

  private static boolean startsPlural(Part part) {
    return part.getType() == Part.Type.ARG_START && part.getArgType() == ArgType.PLURAL;
  }
}
