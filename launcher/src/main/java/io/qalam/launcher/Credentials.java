package io.qalam.launcher;

/** A user of a database or a broker. */
public record Credentials(String user, String password) {

  @Override
  public String toString() {
    return user;
  }
}
