package io.qalam.launcher.database;

import io.qalam.launcher.Credentials;
import io.qalam.launcher.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The embedded server's database and its three users, made where they are missing.
 *
 * <p>None of them is a superuser: the owner owns the database alone, the other two own nothing.
 */
public final class Roles {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private Roles() {}

  /** Makes users and database, and sets the users' passwords to the home's secrets. */
  public static void ensure(String adminUrl, Credentials admin, DatabaseAccess database)
      throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(adminUrl, admin.user(), admin.password())) {
      for (Credentials user : List.of(database.owner(), database.app(), database.system())) {
        ensureUser(connection, user);
      }
      String name = databaseName(database.url());
      if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
        execute(connection, "create database " + name + " owner " + database.owner().user());
        execute(connection, "revoke all on database " + name + " from public");
        execute(
            connection,
            "grant connect on database "
                + name
                + " to "
                + database.app().user()
                + ", "
                + database.system().user());
      }
    }
  }

  /**
   * Makes the system role of an outside database that has no schema yet, as its owner.
   *
   * @throws Refusal when the owner may not, or the schema was made for another system role
   */
  public static void ensureSystem(DatabaseAccess database) throws SQLException {
    try (Connection connection = database.connectAsOwner()) {
      String name = database.system().user();
      if (exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
        return;
      }
      if (!new Migrations(database).currentVersion().equals("0")) {
        throw systemRoleWanted("the schema was made for another system role than " + name);
      }
      ensureUser(connection, database.system());
      execute(
          connection, "grant connect on database " + databaseName(database.url()) + " to " + name);
    } catch (SQLException e) {
      if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        throw e;
      }
      throw systemRoleWanted(database.owner() + " may not create roles: " + e.getMessage());
    }
  }

  private static Refusal systemRoleWanted(String because) {
    return Refusal.because(
        "QALAM_DB_SYSTEM_USER and QALAM_DB_SYSTEM_PASSWORD must be set too: " + because);
  }

  private static void ensureUser(Connection connection, Credentials user) throws SQLException {
    String name = user.user();
    if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
      execute(
          connection,
          "create role " + name + " login nosuperuser nocreatedb nocreaterole noinherit");
    }
    // Passwords are URL-safe Base64, so that the literal needs no escaping.
    execute(connection, "alter role " + name + " password '" + user.password() + "'");
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String databaseName(String url) {
    String path = url.replaceAll("\\?.*", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
