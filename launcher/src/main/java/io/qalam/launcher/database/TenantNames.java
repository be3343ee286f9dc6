package io.qalam.launcher.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tenants that there are. */
public final class TenantNames {

  private TenantNames() {}

  /** Every tenant's name, in order. */
  public static List<String> of(DatabaseAccess database) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.connectAsOwner();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select name from tenant order by name")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
