package io.qalam.review;

import java.util.Locale;
import java.util.Set;

/**
 * What a key does on the pages with posts, with the key it usually has. An action has the same key
 * on every page that has it.
 *
 * <p>The digits choose labels and Enter accepts; those stay, so that they can be relied on at every
 * desk.
 */
public enum KeyAction {
  SKIP("s", KeyPage.REVIEW),
  FLAG("f", KeyPage.REVIEW),
  UNDO("z", KeyPage.REVIEW, KeyPage.ADJUDICATION),
  COMMENT("c", KeyPage.REVIEW, KeyPage.ADJUDICATION),
  GUIDELINES("g", KeyPage.REVIEW, KeyPage.ADJUDICATION),
  WHY("w", KeyPage.REVIEW),
  SIGNS("v", KeyPage.REVIEW, KeyPage.ADJUDICATION, KeyPage.POSTS),
  EDIT("e", KeyPage.REVIEW, KeyPage.ADJUDICATION),
  HELP("?", KeyPage.REVIEW, KeyPage.ADJUDICATION),
  NEXT("j", KeyPage.ADJUDICATION, KeyPage.POSTS),
  PREVIOUS("k", KeyPage.ADJUDICATION, KeyPage.POSTS),
  NAMES("n", KeyPage.ADJUDICATION),
  LIST("l", KeyPage.ADJUDICATION),
  SEARCH("/", KeyPage.POSTS),
  PAGE("n", KeyPage.POSTS);

  private final String usual;
  private final Set<KeyPage> pages;

  KeyAction(String usual, KeyPage... pages) {
    this.usual = usual;
    this.pages = Set.of(pages);
  }

  /** Its key where the account has chosen none. */
  public String usual() {
    return usual;
  }

  Set<KeyPage> pages() {
    return pages;
  }

  /** Its name as pages and rows write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
