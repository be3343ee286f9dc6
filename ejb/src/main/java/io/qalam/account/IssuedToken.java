package io.qalam.account;

import java.util.UUID;

/** A new API token: its text is shown once, stored only as its hash. */
public record IssuedToken(UUID id, String token) {

  /** Does not show the token, so that it cannot reach a log. */
  @Override
  public String toString() {
    return "IssuedToken[" + id + "]";
  }
}
