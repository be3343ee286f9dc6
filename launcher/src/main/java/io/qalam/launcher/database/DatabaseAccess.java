package io.qalam.launcher.database;

import io.qalam.launcher.Credentials;
import io.qalam.launcher.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The database with its three users: the owner migrates and keeps accounts, the application's user
 * runs, the system's looks up what belongs to no tenant.
 */
public record DatabaseAccess(String url, Credentials owner, Credentials app, Credentials system) {

  /**
   * Connects as each user once.
   *
   * @throws Refusal with the variable's name and the database's reason, when one may not
   */
  public void checkUsers() {
    check("QALAM_DB_OWNER_USER", owner);
    check("QALAM_DB_USER", app);
    check("QALAM_DB_SYSTEM_USER", system);
  }

  /** Likewise for one of them. */
  void check(String variable, Credentials user) {
    try (Connection connection = DriverManager.getConnection(url, user.user(), user.password())) {
      connection.isValid(5);
    } catch (SQLException e) {
      throw Refusal.because(
          "QALAM_DB_URL " + url + " as " + variable + " " + user + ": " + e.getMessage());
    }
  }

  /** A connection as the owner. */
  public Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(url, owner.user(), owner.password());
  }
}
