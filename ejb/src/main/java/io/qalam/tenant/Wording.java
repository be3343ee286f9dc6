package io.qalam.tenant;

import java.util.Locale;

/**
 * What a sentence says, whatever its language: the key of a text that the bundle {@code problems}
 * of the same package has in Arabic, Hindi and English.
 *
 * <p>Only enums implement it, one a stage, so that nothing can be said that is not in the bundles.
 */
public interface Wording {

  String name();

  /** Its key in the bundle: lower case with hyphens, e.g. {@code name-taken}. */
  default String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its name for programs, the same in every language, e.g. {@code labelschema.name-taken}. */
  default String id() {
    String room = getClass().getPackageName();
    return room.substring(room.lastIndexOf('.') + 1) + "." + key();
  }
}
