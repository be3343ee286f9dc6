package io.qalam.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qalam.launcher.Credentials;
import io.qalam.launcher.Refusal;
import io.qalam.launcher.database.DatabaseAccess;
import io.qalam.launcher.database.RowSecurity;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds tenants apart in the database itself, whatever the application does. */
class RowLevelSecurityIT {

  private static final String NOT_ALLOWED = "42501";

  /** Of the system itself though it names a tenant: docs/adr/0003-tenancy.md. */
  private static final Set<String> OF_THE_SYSTEM = Set.of("outbox");

  /** What the system role reads before a tenant is known: docs/adr/0003-tenancy.md. */
  private static final Set<String> READ_BY_THE_SYSTEM =
      Set.of(
          "account",
          "api_token",
          "prediction_batch",
          "training_run",
          "training_schedule",
          "review_task",
          "project",
          "queue_walk",
          "import_job",
          "export_job",
          "live_adapter");

  @Test
  void everyTenantTableForcesItsPolicyOnItsOwnerToo() throws SQLException {
    List<String> lax =
        owner(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
                + " and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)");

    assertThat(lax).doesNotContainAnyElementsOf(tenantTables());
  }

  @Test
  void aUserWhomItsPoliciesDoNotHoldMayNotRunTheServer() {
    DatabaseAccess ours = access();
    ours.checkUsers();

    for (Credentials tooStrong : List.of(ours.owner(), superuser())) {
      assertThatThrownBy(() -> with(tooStrong, ours.system()).checkUsers())
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("QALAM_DB_USER " + tooStrong.user() + " must be a user of its own");
      assertThatThrownBy(() -> with(ours.app(), tooStrong).checkUsers())
          .hasMessageContaining("QALAM_DB_SYSTEM_USER " + tooStrong.user());
    }
    assertThatThrownBy(() -> with(ours.system(), ours.system()).checkUsers())
        .hasMessageContaining("QALAM_DB_USER " + ours.system().user());
  }

  @Test
  void theApplicationsUserMayNotActAsTheSystem() throws SQLException {
    String grant = "%s to %s".formatted(access().system().user(), access().app().user());
    try (Connection admin = connect(superuser())) {
      admin.setAutoCommit(true);
      execute(admin, "grant " + grant);
      try {
        assertThatThrownBy(() -> access().checkUsers())
            .hasMessageContaining("a member of")
            .hasMessageContaining(access().system().user());
      } finally {
        execute(admin, "revoke " + grant.replace(" to ", " from "));
      }
    }
    access().checkUsers();
  }

  @Test
  void anotherIsolationThanTheApplicationIsWrittenForIsRefused() throws SQLException {
    String user = access().app().user();
    try (Connection admin = connect(superuser())) {
      admin.setAutoCommit(true);
      execute(admin, "alter role " + user + " set default_transaction_isolation = 'serializable'");
      try {
        assertThatThrownBy(() -> access().checkUsers())
            .isInstanceOf(Refusal.class)
            .hasMessageContaining("QALAM_DB_USER " + user)
            .hasMessageContaining("read committed");
      } finally {
        execute(admin, "alter role " + user + " reset default_transaction_isolation");
      }
    }
    access().checkUsers();
  }

  /** Each is laid off in a transaction that nobody else sees, asked there, and rolled back. */
  @Test
  void aStartRefusesATableThatDoesNotKeepTenantsApart() throws SQLException {
    access().checkTables();
    for (String laxity :
        List.of(
            "alter table guideline disable row level security",
            "alter table guideline no force row level security",
            "alter policy tenant_rows on guideline using (true)",
            "alter policy tenant_rows on guideline with check (true)",
            "create policy more on guideline for select using (project_id is not null)",
            "alter table guideline owner to " + access().app().user())) {
      try (Connection admin = connect(superuser())) {
        execute(admin, laxity);
        assertThatThrownBy(() -> RowSecurity.check(admin, access().app(), access().system()))
            .as(laxity)
            .isInstanceOf(Refusal.class)
            .hasMessageContaining("apart in guideline:");
        admin.rollback();
      }
    }
  }

  private static DatabaseAccess with(Credentials app, Credentials system) {
    return new DatabaseAccess(access().url(), access().owner(), app, system);
  }

  private static Credentials superuser() {
    return new Credentials("qalam_admin", TestServer.get().home().secrets().get("postgres-admin"));
  }

  @Test
  void withoutATenantTheApplicationSeesNoRowOfAnyTable() throws SQLException {
    try (Connection app = connect(access().app())) {
      for (String table : tenantTables()) {
        assertThat(count(app, table)).as("%s without a tenant", table).isZero();
      }
    }
  }

  @Test
  void inATenantTheApplicationSeesThatTenantsRowsAndNoOther() throws SQLException {
    try (Connection app = connect(access().app());
        Connection owner = TestServer.owner()) {
      enter(app, TestTenants.NILE);
      for (String table : tenantTables()) {
        String ofNile = table + " where tenant_id = '" + TestTenants.NILE.id() + "'";
        assertThat(count(owner, ofNile)).as("the fixture's rows of %s", table).isPositive();
        assertThat(count(app, table)).as(table).isEqualTo(count(owner, ofNile));
      }
      app.rollback();
    }
  }

  @Test
  void aRowCannotBeGivenToAnotherTenant() throws SQLException {
    for (String table : tenantTables()) {
      try (Connection app = connect(access().app())) {
        enter(app, TestTenants.NILE);
        String give = "update %s set tenant_id = '%s'".formatted(table, TestTenants.GANGA.id());
        assertThatThrownBy(() -> execute(app, give))
            .as(table)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NOT_ALLOWED));
      }
    }
  }

  @Test
  void aNewRowOfAnotherTenantIsRefused() throws SQLException {
    try (Connection app = connect(access().app())) {
      enter(app, TestTenants.NILE);
      String insert =
          "insert into audit_event (tenant_id, id, actor, action, subject)"
              + " values ('%s', gen_random_uuid(), 'a', 'b', 'c')";
      execute(app, insert.formatted(TestTenants.NILE.id()));

      assertThatThrownBy(() -> execute(app, insert.formatted(TestTenants.GANGA.id())))
          .hasMessageContaining("row-level security");
    }
  }

  @Test
  void aForeignKeyCannotCrossTenants() throws SQLException {
    List<String> crossing =
        owner(
            """
            select c.conrelid::regclass || ': ' || c.conname from pg_constraint c
            where c.contype = 'f' and c.confrelid <> 'tenant'::regclass and not exists (
              select from unnest(c.conkey, c.confkey) as k (here, there)
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.here
              join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.there
              where a.attname = 'tenant_id' and b.attname = 'tenant_id')
            """);
    List<String> all = owner("select conname from pg_constraint where contype = 'f'");

    assertThat(crossing).isEmpty();
    assertThat(all).hasSizeGreaterThanOrEqualTo(25);
  }

  @Test
  void aRowThatNamesAnotherTenantsRowIsRefused() throws SQLException {
    try (Connection owner = TestServer.owner()) {
      String sql =
          "insert into api_token (tenant_id, id, account_id, token_hash, label)"
              + " values ('%s', gen_random_uuid(), '%s', 'x', 'x')"
                  .formatted(TestTenants.NILE.id(), TestTenants.GANGA.account(Member.ADMIN));

      assertThatThrownBy(() -> execute(owner, sql)).hasMessageContaining("foreign key");
    }
  }

  @Test
  void theRolesThatRunOwnNothingAndCannotPassTheirPolicies() throws SQLException {
    String roles = "('%s', '%s')".formatted(access().app().user(), access().system().user());

    assertThat(
            owner(
                "select rolname from pg_roles where rolname in "
                    + roles
                    + " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"))
        .isEmpty();
    assertThat(
            owner(
                "select relname from pg_class join pg_roles r on r.oid = relowner"
                    + " where r.rolname in "
                    + roles))
        .isEmpty();
  }

  @Test
  void theSystemRoleReadsOnlyWhatItIsFor() throws SQLException {
    List<String> open = new ArrayList<>();
    for (String table : tenantTables()) {
      try (Connection system = connect(access().system())) {
        count(system, table);
        open.add(table);
      } catch (SQLException e) {
        assertThat(e.getSQLState()).as(table).isEqualTo(NOT_ALLOWED);
      }
    }

    assertThat(open).containsExactlyInAnyOrderElementsOf(READ_BY_THE_SYSTEM);
  }

  @Test
  void theAuditTrailCannotBeRewritten() throws SQLException {
    for (String change : List.of("update audit_event set actor = 'x'", "delete from audit_event")) {
      try (Connection app = connect(access().app())) {
        enter(app, TestTenants.NILE);
        assertThatThrownBy(() -> execute(app, change)).hasMessageContaining("permission denied");
      }
    }
  }

  private static List<String> tenantTables() throws SQLException {
    List<String> tables =
        owner(
            "select table_name from information_schema.columns"
                + " where table_schema = 'public' and column_name = 'tenant_id' order by 1");
    tables.removeAll(OF_THE_SYSTEM);
    assertThat(tables).hasSizeGreaterThanOrEqualTo(21);
    return tables;
  }

  private static DatabaseAccess access() {
    return TestServer.get().database();
  }

  private static Connection connect(Credentials user) throws SQLException {
    Connection connection =
        DriverManager.getConnection(access().url(), user.user(), user.password());
    connection.setAutoCommit(false);
    return connection;
  }

  private static void enter(Connection connection, TestTenants tenant) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("select set_config('app.tenant', ?, true)")) {
      set.setString(1, tenant.id().toString());
      set.execute();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(Connection connection, String from) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<String> owner(String sql) throws SQLException {
    try (Connection owner = TestServer.owner();
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
