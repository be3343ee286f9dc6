package io.qalam.server;

import io.qalam.account.model.PasswordHash;
import io.qalam.account.model.TokenSecret;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.server.TestTenants.Member;
import io.qalam.tenant.model.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes the rows of {@link TestTenants}, as the database's owner. */
public final class TestRows {

  static final String HASH = PasswordHash.of(TestTenants.PASSWORD.toCharArray());

  private static final String DEADLOCK = "40P01";

  private TestRows() {}

  /** Makes both tenants, as the database's owner. */
  static void create(DatabaseAccess database) throws SQLException, IOException {
    create(database, "/fixtures/one-row-per-table.sql");
  }

  /**
   * Makes them in the schema of the first release, as that release would have written them; this
   * fixture stays as it is when the schema grows.
   */
  public static void createAtFirstSchema(DatabaseAccess database) throws SQLException, IOException {
    create(database, "/fixtures/first-schema.sql");
  }

  private static void create(DatabaseAccess database, String fixture)
      throws SQLException, IOException {
    try (Connection connection = database.connectAsOwner()) {
      connection.setAutoCommit(false);
      for (TestTenants tenant : TestTenants.values()) {
        insertAccounts(connection, tenant);
        insertOneRowPerTable(connection, tenant, fixture);
      }
      connection.commit();
    }
  }

  /** Takes away whatever a test made or changed, and lays the tenants' rows anew. */
  public static void renew() throws SQLException, IOException {
    boolean done = false;
    for (int attempt = 1; !done; attempt++) {
      done = tryToClear(attempt);
    }
    create(TestServer.get().database());
  }

  /**
   * The server's own timers and relays hold rows too, so the database may choose us as a victim.
   */
  private static boolean tryToClear(int attempt) throws SQLException {
    try (Connection owner = TestServer.owner();
        Statement statement = owner.createStatement()) {
      statement.execute("truncate tenant, login_throttle, outbox cascade");
      return true;
    } catch (SQLException e) {
      if (!DEADLOCK.equals(e.getSQLState()) || attempt == 10) {
        throw e;
      }
      return false;
    }
  }

  private static void insertAccounts(Connection connection, TestTenants tenant)
      throws SQLException {
    execute(
        connection,
        "insert into tenant (id, name) values (?, ?)",
        tenant.id(),
        tenant.tenantName());
    for (Member member : Member.values()) {
      execute(
          connection,
          "insert into account (tenant_id, id, user_name, display_name, password_hash, role)"
              + " values (?, ?, ?, ?, ?, ?)",
          tenant.id(),
          tenant.account(member),
          member.userName(),
          member.userName(),
          HASH,
          member.name());
      execute(
          connection,
          "insert into api_token (tenant_id, id, account_id, token_hash, label)"
              + " values (?, ?, ?, ?, 'tests')",
          tenant.id(),
          member == Member.ANNOTATOR ? tenant.row("40") : Ids.next(),
          tenant.account(member),
          new TokenSecret(tenant.token(member)).hash());
    }
  }

  private static void insertOneRowPerTable(
      Connection connection, TestTenants tenant, String fixture) throws SQLException, IOException {
    String sql = resource(fixture).replace("0190000T", "0190000" + tenant.digit());
    List<String> statements = List.of(sql.split(";\\s*\\n"));
    try (Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TestRows.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void execute(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }
}
