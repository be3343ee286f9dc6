package io.qalam.launcher.database;

import io.qalam.launcher.Credentials;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The database with its three users: the owner migrates and keeps accounts, the application's user
 * runs, the system's looks up what belongs to no tenant.
 */
public record DatabaseAccess(String url, Credentials owner, Credentials app, Credentials system) {

  /** A connection as the owner. */
  public Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(url, owner.user(), owner.password());
  }
}
