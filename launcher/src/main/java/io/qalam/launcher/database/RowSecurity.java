package io.qalam.launcher.database;

import io.qalam.launcher.Credentials;
import io.qalam.launcher.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the database keeps tenants apart: the application itself adds no tenant to its queries
 * ({@code docs/adr/0003-tenancy.md}).
 */
public final class RowSecurity {

  /**
   * Tables of tenants that do not hold the two users: the policies are off, or are off for the
   * owner, or one of the two may act as the owner, or a policy lets the application see more than
   * the tenant at hand. The outbox is the system's, though it names a tenant.
   */
  private static final String LAX =
      """
      select c.relname from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
        and c.relname <> 'outbox'
        and (not c.relrowsecurity or not c.relforcerowsecurity
          or pg_has_role(?::name, c.relowner, 'MEMBER')
          or pg_has_role(?::name, c.relowner, 'MEMBER')
          or exists (
            select from pg_policy p, unnest(p.polroles) as held,
              unnest(array[pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)]) as rule
            where p.polrelid = c.oid and (held = 0 or pg_has_role(?::name, held, 'USAGE'))
              and rule !~ '^\\(tenant_id = (\\w+\\.)?current_tenant\\(\\)\\)$'))
      order by 1
      """;

  private RowSecurity() {}

  /**
   * Looks at every table that belongs to tenants.
   *
   * @param connection of one who may read the catalogue
   * @throws Refusal with the names of those that do not keep tenants apart
   */
  public static void check(Connection connection, Credentials app, Credentials system)
      throws SQLException {
    List<String> lax = lax(connection, app.user(), system.user());
    if (!lax.isEmpty()) {
      throw Refusal.because(
          "The database does not keep tenants apart in %s: row-level security must be enabled and"
                  .formatted(String.join(", ", lax))
              + " forced there (alter table … enable row level security, force row level security),"
              + " neither %1$s nor %2$s may be a member of the table's owner, and every policy for"
                  .formatted(app.user(), system.user())
              + " %s must be tenant_id = current_tenant()".formatted(app.user()));
    }
  }

  private static List<String> lax(Connection connection, String app, String system)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LAX)) {
      statement.setString(1, app);
      statement.setString(2, system);
      statement.setString(3, app);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }
}
