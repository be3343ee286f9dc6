package io.qalam.launcher.database;

import io.qalam.launcher.Credentials;
import io.qalam.launcher.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The database with its three users: the owner migrates and keeps accounts, the application's user
 * runs, the system's looks up what belongs to no tenant.
 */
public record DatabaseAccess(String url, Credentials owner, Credentials app, Credentials system) {

  /** Whether row-level security lets the user see every row: as a superuser, or as the owner. */
  private static final String SEES_ALL =
      "select rolsuper or rolbypassrls or pg_has_role(rolname, ?, 'MEMBER')"
          + " or pg_has_role(rolname, ?, 'MEMBER')"
          + " from pg_roles where rolname = current_user";

  /**
   * Connects as each user once.
   *
   * @throws Refusal with the variable's name and the database's reason, when one may not, when
   *     row-level security does not hold one of those that it must hold, or when one begins its
   *     transactions at another isolation than the application is written for
   */
  public void checkUsers() {
    check("QALAM_DB_OWNER_USER", owner);
    checkHeld("QALAM_DB_USER", app, system);
    checkHeld("QALAM_DB_SYSTEM_USER", system, owner);
  }

  /**
   * Looks whether row-level security keeps tenants apart in every table; to be asked of a schema
   * that is migrated.
   *
   * @throws Refusal with the tables where it does not
   */
  public void checkTables() throws SQLException {
    try (Connection connection = connectAsOwner()) {
      RowSecurity.check(connection, app, system);
    }
  }

  private interface Question {
    void ask(Connection connection) throws SQLException;
  }

  /** Likewise for one of them. */
  void check(String variable, Credentials user) {
    check(variable, user, connection -> connection.isValid(5));
  }

  private void checkHeld(String variable, Credentials user, Credentials other) {
    check(
        variable,
        user,
        connection -> {
          if (seesAll(connection, other)) {
            throw Refusal.because(
                variable
                    + " "
                    + user.user()
                    + " must be a user of its own, neither a superuser, nor with BYPASSRLS, nor a"
                    + " member of "
                    + owner.user()
                    + " or "
                    + other.user()
                    + ": row-level security would not keep tenants apart");
          }
          requireReadCommitted(connection, variable, user);
        });
  }

  /** Locks are taken, and what others committed is read again, within one transaction. */
  private static void requireReadCommitted(Connection connection, String variable, Credentials user)
      throws SQLException {
    if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
      throw Refusal.because(
          "%s %s begins its transactions at another isolation than read committed: alter role %2$s"
                  .formatted(variable, user.user())
              + " set default_transaction_isolation = 'read committed'");
    }
  }

  private boolean seesAll(Connection connection, Credentials other) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SEES_ALL)) {
      statement.setString(1, owner.user());
      statement.setString(2, other.user());
      try (ResultSet row = statement.executeQuery()) {
        return !row.next() || row.getBoolean(1);
      }
    }
  }

  private void check(String variable, Credentials user, Question question) {
    try (Connection connection = DriverManager.getConnection(url, user.user(), user.password())) {
      question.ask(connection);
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
