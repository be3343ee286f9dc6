package io.qalam.account;

import java.util.UUID;

/** A password the server made for a member: shown once to the admin, stored only as its hash. */
public record IssuedPassword(UUID accountId, String userName, String password) {

  /** Does not show the password, so that it cannot reach a log. */
  @Override
  public String toString() {
    return "IssuedPassword[" + userName + "]";
  }
}
