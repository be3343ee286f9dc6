package io.qalam.launcher.account;

import io.qalam.account.model.PasswordHash;
import io.qalam.account.model.TokenSecret;
import io.qalam.launcher.Refusal;
import io.qalam.tenant.model.Ids;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Tenants and accounts by SQL, as the database's owner.
 *
 * <p>Whoever may run {@code ./qalam} on the machine is its administrator, so no login is asked for;
 * every change is in the tenant's audit trail under the actor {@code machine}. The connection's
 * transaction is the caller's.
 */
public final class Accounts {

  /** What an account may do, from least to most. */
  public static final Set<String> ROLES = Set.of("ANNOTATOR", "EDITOR", "ADMIN");

  private static final String FIRST_ADMINS_LOCALE =
      "(select locale from account where tenant_id = ? and role = 'ADMIN' order by id limit 1)";

  private static final String TENANT_FORM = "[a-z][a-z0-9-]{1,30}";
  private static final String USER_FORM = "[A-Za-z0-9._@-]{1,64}";
  private static final String ALREADY_THERE = "23505";

  /** Letters and digits that cannot be mistaken for one another. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Connection connection;

  public Accounts(Connection connection) {
    this.connection = connection;
  }

  /** One account as {@code user list} shows it. */
  public record Row(String user, String role, boolean enabled, String displayName) {}

  /** Adds a tenant with its first admin, called {@code admin}. */
  public void addTenant(String tenant, String adminPassword) throws SQLException {
    if (!tenant.matches(TENANT_FORM)) {
      throw Refusal.because(
          "A tenant's name is a lower-case letter and 1 to 30 of a-z 0-9 -, not " + tenant);
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into tenant (id, name) values (?, ?)")) {
      insert.setObject(1, Ids.next());
      insert.setString(2, tenant);
      insert.executeUpdate();
    } catch (SQLException e) {
      if (ALREADY_THERE.equals(e.getSQLState())) {
        throw Refusal.because("There is a tenant called " + tenant + " already");
      }
      throw e;
    }
    add(tenant, "admin", "ADMIN", adminPassword);
  }

  /** Adds an account, whose pages speak the language of the tenant's first admin. */
  public void add(String tenant, String user, String role, String password) throws SQLException {
    if (!user.matches(USER_FORM)) {
      throw Refusal.because("A user name is 1 to 64 of A-Z a-z 0-9 . _ @ -, not " + user);
    }
    UUID tenantId = tenantId(tenant);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into account"
                + " (tenant_id, id, user_name, display_name, password_hash, role, locale)"
                + " values (?, ?, ?, ?, ?, ?, coalesce("
                + FIRST_ADMINS_LOCALE
                + ", 'en'))")) {
      insert.setObject(1, tenantId);
      insert.setObject(2, Ids.next());
      insert.setString(3, user);
      insert.setString(4, user);
      insert.setString(5, PasswordHash.of(password.toCharArray()));
      insert.setString(6, role);
      insert.setObject(7, tenantId);
      insert.executeUpdate();
    } catch (SQLException e) {
      if (ALREADY_THERE.equals(e.getSQLState())) {
        throw Refusal.because("Tenant " + tenant + " has a user called " + user + " already");
      }
      throw e;
    }
    audit(tenantId, "member.added", user, "{\"role\":\"" + role + "\"}");
  }

  /** The tenant's accounts by name. */
  public List<Row> list(String tenant) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select user_name, role, enabled, display_name from account"
                + " where tenant_id = ? order by user_name")) {
      query.setObject(1, tenantId(tenant));
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          rows.add(
              new Row(
                  found.getString(1), found.getString(2), found.getBoolean(3), found.getString(4)));
        }
      }
    }
    return rows;
  }

  /** Gives an account another role and ends its sessions. */
  public void changeRole(String tenant, String user, String role) throws SQLException {
    UUID tenantId = tenantId(tenant);
    UUID account = accountId(tenant, tenantId, user);
    if (!role.equals("ADMIN") && isOnlyAdmin(tenantId, account)) {
      throw Refusal.because(user + " is the only admin of " + tenant + ": make another one first");
    }
    update(
        "update account set role = ?, session_epoch = session_epoch + 1, version = version + 1"
            + " where tenant_id = ? and id = ?",
        role,
        tenantId,
        account);
    audit(tenantId, "member.role-changed", user, "{\"role\":\"" + role + "\"}");
  }

  /** Gives an account another password, lets it log in again, and ends its sessions. */
  public void changePassword(String tenant, String user, String password) throws SQLException {
    UUID tenantId = tenantId(tenant);
    UUID account = accountId(tenant, tenantId, user);
    update(
        "update account set password_hash = ?, session_epoch = session_epoch + 1,"
            + " version = version + 1 where tenant_id = ? and id = ?",
        PasswordHash.of(password.toCharArray()),
        tenantId,
        account);
    update("delete from login_throttle where subject = ?", "account:" + tenant + "/" + user);
    audit(tenantId, "member.password-reset", user, "{}");
  }

  /** Makes an API token; its text is shown once and stored as its hash. */
  public String issueToken(String tenant, String user, String label) throws SQLException {
    UUID tenantId = tenantId(tenant);
    UUID account = accountId(tenant, tenantId, user);
    TokenSecret secret = TokenSecret.generate();
    UUID id = Ids.next();
    update(
        "insert into api_token (tenant_id, id, account_id, token_hash, label)"
            + " values (?, ?, ?, ?, ?)",
        tenantId,
        id,
        account,
        secret.hash(),
        label);
    audit(tenantId, "token.issued", id.toString(), "{}");
    return secret.text();
  }

  /** Ends a token that {@link #issueToken} made. */
  public void revokeToken(String text) throws SQLException {
    update(
        "update api_token set revoked_at = now() where token_hash = ?",
        new TokenSecret(text).hash());
  }

  /** The role by its name, in any case. */
  public static String role(String text) {
    String role = text.toUpperCase(Locale.ROOT);
    if (!ROLES.contains(role)) {
      throw Refusal.because("A role is annotator, editor or admin, not " + text);
    }
    return role;
  }

  /** A new random password of 20 letters and digits: 116 bits. */
  public static String newPassword() {
    StringBuilder password = new StringBuilder(20);
    for (int i = 0; i < 20; i++) {
      password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return password.toString();
  }

  private boolean isOnlyAdmin(UUID tenantId, UUID account) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select bool_or(id = ?) and count(*) = 1 from account"
                + " where tenant_id = ? and role = 'ADMIN' and enabled")) {
      query.setObject(1, account);
      query.setObject(2, tenantId);
      try (ResultSet found = query.executeQuery()) {
        return found.next() && found.getBoolean(1);
      }
    }
  }

  private UUID tenantId(String tenant) throws SQLException {
    return id(
        "There is no tenant called " + tenant, "select id from tenant where name = ?", tenant);
  }

  private UUID accountId(String tenant, UUID tenantId, String user) throws SQLException {
    return id(
        "Tenant " + tenant + " has no user called " + user,
        "select id from account where tenant_id = ? and user_name = ?",
        tenantId,
        user);
  }

  private UUID id(String otherwise, String sql, Object... values) throws SQLException {
    try (PreparedStatement query = prepared(sql, values);
        ResultSet found = query.executeQuery()) {
      if (!found.next()) {
        throw Refusal.because(otherwise);
      }
      return found.getObject(1, UUID.class);
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values)) {
      statement.executeUpdate();
    }
  }

  private void audit(UUID tenantId, String action, String subject, String detail)
      throws SQLException {
    update(
        "insert into audit_event (tenant_id, id, actor, action, subject, detail)"
            + " values (?, ?, 'machine', ?, ?, ?::jsonb)",
        tenantId,
        Ids.next(),
        action,
        subject,
        detail);
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
