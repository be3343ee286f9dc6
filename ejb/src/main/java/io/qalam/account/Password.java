package io.qalam.account;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.TenantWording;
import java.security.SecureRandom;
import java.util.Locale;

/** The rule for passwords that people choose, and the maker of those that they are given. */
final class Password {

  static final int SHORTEST = 12;
  static final int LONGEST = 200;

  /** Letters and digits that cannot be mistaken for one another. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Password() {}

  /**
   * Holds a chosen password against the rule: long enough, and not the user name in disguise. Kinds
   * of letters are not prescribed (NIST SP 800-63B, section 5.1.1.2).
   *
   * @throws Invalid when it breaks the rule
   */
  static void check(String field, String password, String userName) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw new Invalid(field, TenantWording.CHARACTERS, SHORTEST, LONGEST);
    }
    if (password.toLowerCase(Locale.ROOT).contains(userName.toLowerCase(Locale.ROOT))) {
      throw new Invalid(field, AccountWording.HAS_USER_NAME);
    }
    if (password.chars().distinct().count() < 5) {
      throw new Invalid(field, AccountWording.UNIFORM, 5);
    }
  }

  /** A new random password of 20 letters and digits: 116 bits. */
  static String generate() {
    StringBuilder password = new StringBuilder(20);
    for (int i = 0; i < 20; i++) {
      password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
