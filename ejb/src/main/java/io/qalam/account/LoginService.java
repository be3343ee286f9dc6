package io.qalam.account;

import io.qalam.account.model.PasswordHash;
import io.qalam.account.model.Role;
import io.qalam.account.model.TokenSecret;
import io.qalam.tenant.Caller;
import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TooManyAttempts;
import io.qalam.tenant.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * Finds out who calls: by tenant, user name and password, by a session, or by an API token.
 *
 * <p>The one service that works before a tenant is known, and so through the system role. What is
 * wrong about a login is never told, and an account that does not exist takes as long as a wrong
 * password.
 */
@ApplicationScoped
public class LoginService {

  private static final Pattern TENANT = Pattern.compile("[a-z][a-z0-9-]{1,30}");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final int LONGEST_PASSWORD = 200;

  /** Each check of a password takes 19 MiB: more than this many at once could exhaust the heap. */
  private static final int CHECKS_AT_ONCE = 4;

  private static final String BY_NAME =
      """
      select a.tenant_id, a.id, a.password_hash, a.session_epoch from account a
      join tenant t on t.id = a.tenant_id where t.name = ? and a.user_name = ? and a.enabled
      """;

  private static final String BY_SESSION =
      """
      select a.tenant_id, t.name, a.id, a.user_name, a.role, a.locale from account a
      join tenant t on t.id = a.tenant_id
      where a.tenant_id = ? and a.id = ? and a.session_epoch = ? and a.enabled
      """;

  private static final String BY_TOKEN =
      """
      select a.tenant_id, t.name, a.id, a.user_name, a.role, a.locale,
        k.last_used_at is null or k.last_used_at < now() - interval '1 minute' as untouched
      from api_token k
      join account a on a.tenant_id = k.tenant_id and a.id = k.account_id
      join tenant t on t.id = a.tenant_id
      where k.token_hash = ? and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
        and a.enabled
      """;

  private static final String TOUCH_TOKEN =
      """
      update api_token set last_used_at = now() where token_hash = ?
      and (last_used_at is null or last_used_at < now() - interval '1 minute')
      """;

  /** A hash to check against when there is no account, so that both cases take the same time. */
  private static final String NOBODY = PasswordHash.of(TokenSecret.generate().text().toCharArray());

  private static final Semaphore CHECKS = new Semaphore(CHECKS_AT_ONCE);

  @Inject private SystemDataSource system;
  @Inject private LoginThrottle throttle;

  /**
   * Logs a person in.
   *
   * @param address where the request came from
   * @throws Unauthenticated when tenant, user name and password do not belong together
   * @throws TooManyAttempts when the account or the address failed too often
   */
  public SignedIn logIn(String tenant, String userName, char[] password, String address) {
    throttle.countAddress(address);
    if (!TENANT.matcher(tenant).matches() || !USER.matcher(userName).matches()) {
      throw refused();
    }
    throttle.countAccount(tenant, userName);
    Optional<Found> found = system.first(BY_NAME, Found::read, tenant, userName);
    if (!matches(password, found.map(Found::passwordHash).orElse(NOBODY)) || found.isEmpty()) {
      throttle.sweep();
      throw refused();
    }
    throttle.forgive(tenant, userName, address);
    return found.get().signedIn();
  }

  /** Who a session belongs to, or empty when it has ended: disabled, or of an older epoch. */
  public Optional<Caller> resume(SignedIn session) {
    return system.first(
        BY_SESSION,
        LoginService::caller,
        session.tenantId(),
        session.accountId(),
        session.sessionEpoch());
  }

  /** Who an API token belongs to, or empty when it is unknown, revoked or expired. */
  public Optional<Caller> callerOf(String token) {
    return TokenSecret.parse(token).map(TokenSecret::hash).flatMap(this::callerOfHash);
  }

  private Optional<Caller> callerOfHash(String hash) {
    Optional<TokenUse> use = system.first(BY_TOKEN, TokenUse::of, hash);
    use.filter(TokenUse::isUntouched).ifPresent(known -> system.update(TOUCH_TOKEN, hash));
    return use.map(TokenUse::caller);
  }

  private static boolean matches(char[] password, String hash) {
    if (password.length > LONGEST_PASSWORD) {
      return false;
    }
    CHECKS.acquireUninterruptibly();
    try {
      return PasswordHash.matches(password, hash);
    } finally {
      CHECKS.release();
    }
  }

  private static Unauthenticated refused() {
    return new Unauthenticated(AccountWording.NOT_TOGETHER);
  }

  private static Caller caller(SystemDataSource.Row row) throws SQLException {
    return new Caller(
        row.uuid("tenant_id"),
        row.text("name"),
        row.uuid("id"),
        row.text("user_name"),
        Role.valueOf(row.text("role")),
        row.text("locale"));
  }

  /** Who uses a token, and whether its last use is to be written down again. */
  private record TokenUse(Caller caller, boolean isUntouched) {

    static TokenUse of(SystemDataSource.Row row) throws SQLException {
      return new TokenUse(LoginService.caller(row), row.truth("untouched"));
    }
  }

  private record Found(UUID tenantId, UUID accountId, String passwordHash, int epoch) {

    static Found read(SystemDataSource.Row row) throws SQLException {
      return new Found(
          row.uuid("tenant_id"),
          row.uuid("id"),
          row.text("password_hash"),
          row.number("session_epoch"));
    }

    SignedIn signedIn() {
      return new SignedIn(tenantId, accountId, epoch);
    }
  }
}
