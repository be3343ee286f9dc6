package io.qalam.review;

import java.util.Locale;

/**
 * What a key of the review page does, with the key it usually has.
 *
 * <p>The digits choose labels and Enter accepts; those stay, so that they can be relied on at every
 * desk.
 */
public enum KeyAction {
  SKIP("s"),
  FLAG("f"),
  UNDO("z"),
  COMMENT("c"),
  GUIDELINES("g"),
  WHY("w"),
  SIGNS("v"),
  EDIT("e"),
  HELP("?");

  private final String usual;

  KeyAction(String usual) {
    this.usual = usual;
  }

  /** Its key where the account has chosen none. */
  public String usual() {
    return usual;
  }

  /** Its name as pages and rows write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
