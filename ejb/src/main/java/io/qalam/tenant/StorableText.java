package io.qalam.tenant;

import java.util.Optional;

/**
 * What PostgreSQL's text can hold: neither U+0000, which the database refuses, nor half a surrogate
 * pair, which its driver would store as a question mark without a word.
 */
public final class StorableText {

  private StorableText() {}

  /** What is wrong with a text; empty where it is stored as it is. */
  public static Optional<Wording> fault(String text) {
    if (text.indexOf(0) >= 0) {
      return Optional.of(TenantWording.NUL);
    }
    return text.codePoints().anyMatch(StorableText::isHalf)
        ? Optional.of(TenantWording.SURROGATE)
        : Optional.empty();
  }

  /** Whether the text is stored as it is. */
  public static boolean holds(String text) {
    return fault(text).isEmpty();
  }

  /**
   * The text, if it can be stored.
   *
   * @throws Invalid when it cannot
   */
  public static String checked(String field, String text) {
    fault(text)
        .ifPresent(
            fault -> {
              throw new Invalid(field, fault);
            });
    return text;
  }

  private static boolean isHalf(int c) {
    return Character.getType(c) == Character.SURROGATE;
  }
}
