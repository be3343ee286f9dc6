package io.qalam.account;

import io.qalam.tenant.SystemDataSource;
import io.qalam.tenant.TooManyAttempts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down guessing of passwords, per account and per address.
 *
 * <p>Each attempt is counted as a failure before its password is looked at and taken back when it
 * was right, in one statement that locks the row: many guesses at once wait for each other instead
 * of all passing. After some free failures each further one locks the subject for twice as long as
 * the one before, a quarter of an hour at most. An hour without an attempt forgives.
 */
@ApplicationScoped
public class LoginThrottle {

  /** Failures in a row that cost nothing: people mistype. */
  static final int FREE_FAILURES_OF_ACCOUNT = 5;

  /** An address may be an office, so it is allowed more. */
  static final int FREE_FAILURES_OF_ADDRESS = 20;

  static final Duration LONGEST_LOCK = Duration.ofMinutes(15);

  private static final String COUNT =
      """
      insert into login_throttle as t (subject, failures, locked_until, updated_at)
      values (?, 1, null, now())
      on conflict (subject) do update set
        failures = case when t.updated_at < now() - interval '1 hour' then 1
                   else least(t.failures + 1, 1000) end,
        locked_until = case when t.updated_at < now() - interval '1 hour' or t.failures < ? then null
                       else now() + least(power(2, least(t.failures + 1 - ?, 20)), ?) * interval '1 second' end,
        updated_at = now()
      where t.locked_until is null or t.locked_until <= now()
      """;

  private static final String LOCKED =
      "select locked_until from login_throttle where subject = ? and locked_until > now()";

  @Inject private SystemDataSource system;

  /**
   * Counts an attempt on an account.
   *
   * @throws TooManyAttempts when the account is locked; the attempt must not go on
   */
  void countAccount(String tenant, String userName) {
    count(account(tenant, userName), FREE_FAILURES_OF_ACCOUNT);
  }

  /**
   * Counts an attempt from an address.
   *
   * @throws TooManyAttempts when the address is locked
   */
  void countAddress(String address) {
    count(address(address), FREE_FAILURES_OF_ADDRESS);
  }

  /** Takes the attempt back: its password was right. */
  void forgive(String tenant, String userName, String address) {
    forgiveAccount(tenant, userName);
    system.update(
        "update login_throttle set failures = greatest(failures - 1, 0), locked_until = null"
            + " where subject = ?",
        address(address));
  }

  /** Forgets the failures of an account whose password was right. */
  void forgiveAccount(String tenant, String userName) {
    system.update("delete from login_throttle where subject = ?", account(tenant, userName));
  }

  /** Forgets what is too old to count, so that the table stays small. */
  void sweep() {
    system.update("delete from login_throttle where updated_at < now() - interval '1 day'");
  }

  private void count(String subject, int free) {
    int counted = system.update(COUNT, subject, free, free, LONGEST_LOCK.toSeconds());
    if (counted == 0) {
      throw new TooManyAttempts(remaining(subject));
    }
  }

  private Duration remaining(String subject) {
    Optional<Instant> until =
        system.first(LOCKED, row -> row.instant("locked_until"), subject).flatMap(u -> u);
    return until.map(u -> Duration.between(Instant.now(), u)).orElse(Duration.ZERO);
  }

  private static String account(String tenant, String userName) {
    return "account:" + tenant + "/" + userName;
  }

  private static String address(String address) {
    return "address:" + address;
  }
}
