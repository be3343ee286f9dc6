package io.qalam.account;

import io.qalam.account.model.Account;
import io.qalam.account.model.AccountRepository;
import io.qalam.account.model.ApiToken;
import io.qalam.account.model.ApiTokenRepository;
import io.qalam.account.model.PasswordHash;
import io.qalam.account.model.Role;
import io.qalam.account.model.TokenSecret;
import io.qalam.tenant.Conflict;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.StorableText;
import io.qalam.tenant.TenantContext;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.Tenanted;
import io.qalam.tenant.Thing;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the members of a tenant, their passwords and their API tokens.
 *
 * <p>An admin keeps the members; everybody keeps their own password, language and tokens. A tenant
 * always keeps one admin who can log in.
 */
@Stateless
@Tenanted
@NeedsRole(Role.ADMIN)
public class AccountService {

  @Inject private TenantContext context;
  @Inject private AccountRepository accounts;
  @Inject private ApiTokenRepository tokens;
  @Inject private LoginThrottle throttle;
  @Inject private AuditTrail audit;

  /** Every member, by user name. */
  public List<Account> list() {
    return accounts.list();
  }

  /**
   * Adds a member with a generated password.
   *
   * @throws Conflict when the user name is taken
   */
  public IssuedPassword add(NewAccount member) {
    if (accounts.findByUserName(member.userName()).isPresent()) {
      throw new Conflict(AccountWording.NAME_TAKEN, member.userName());
    }
    String password = Password.generate();
    Account account = account(member, password);
    accounts.add(account);
    audit.record(Deed.MEMBER_ADDED, member.userName(), Map.of("role", member.role().name()));
    return new IssuedPassword(account.getId(), member.userName(), password);
  }

  private Account account(NewAccount member, String password) {
    return new Account(
        member.userName(),
        String.valueOf(member.displayName()),
        PasswordHash.of(password.toCharArray()),
        member.role(),
        Optional.ofNullable(member.locale()).orElse(context.caller().locale()));
  }

  /**
   * Gives a member another role and ends the member's sessions.
   *
   * @throws Conflict when no admin would be left
   */
  public void changeRole(UUID accountId, Role role) {
    Account account = find(accountId);
    if (account.getRole() == role) {
      return;
    }
    keepAnAdmin(account);
    account.changeRole(role);
    audit.record(Deed.MEMBER_ROLE_CHANGED, account.getUserName(), Map.of("role", role.name()));
  }

  /**
   * Says which languages and dialects a member reads; none stands for everything.
   *
   * @param languages language codes such as {@code ar}, {@code ar-EG} or {@code hi-Latn}
   * @throws Invalid naming every one that is no language code
   */
  public void changeLanguages(UUID accountId, List<String> languages) {
    List<String> read = ReadLanguages.checked(languages);
    Account account = find(accountId);
    account.changeLanguages(read);
    audit.record(Deed.MEMBER_LANGUAGES_CHANGED, account.getUserName(), Map.of("languages", read));
  }

  /**
   * Ends a member's sessions and tokens and refuses new logins.
   *
   * @throws Conflict when no admin would be left
   */
  public void disable(UUID accountId) {
    Account account = find(accountId);
    keepAnAdmin(account);
    account.disable();
    audit.record(Deed.MEMBER_DISABLED, account.getUserName());
  }

  /** Lets a disabled member log in again. */
  public void enable(UUID accountId) {
    Account account = find(accountId);
    account.enable();
    audit.record(Deed.MEMBER_ENABLED, account.getUserName());
  }

  /**
   * Gives a member a new generated password and ends the member's sessions and API tokens: whoever
   * knew the old one may have made some.
   */
  public IssuedPassword resetPassword(UUID accountId) {
    Account account = find(accountId);
    String password = Password.generate();
    account.changePassword(PasswordHash.of(password.toCharArray()));
    Instant now = Instant.now();
    tokens.listOf(accountId).stream()
        .filter(token -> token.getRevokedAt() == null)
        .forEach(token -> token.revoke(now));
    audit.record(Deed.MEMBER_PASSWORD_RESET, account.getUserName());
    return new IssuedPassword(accountId, account.getUserName(), password);
  }

  /** The account of whoever asks. */
  @NeedsRole(Role.ANNOTATOR)
  public Account own() {
    return find(context.accountId());
  }

  /**
   * Changes one's own password and ends all of one's sessions, this one too.
   *
   * @throws Invalid when the current password is wrong or the new one breaks the rule
   */
  @NeedsRole(Role.ANNOTATOR)
  public void changePassword(String current, String replacement) {
    Account account = own();
    throttle.countAccount(context.tenantName(), account.getUserName());
    if (!account.hasPassword(current.toCharArray())) {
      throw new Invalid("current", AccountWording.WRONG_PASSWORD);
    }
    Password.check("replacement", replacement, account.getUserName());
    account.changePassword(PasswordHash.of(replacement.toCharArray()));
    throttle.forgiveAccount(context.tenantName(), account.getUserName());
    audit.record(Deed.MEMBER_PASSWORD_CHANGED, account.getUserName());
  }

  /** Changes one's own shown name and the language of one's pages. */
  @NeedsRole(Role.ANNOTATOR)
  public void describe(String displayName, String locale) {
    Account account = own();
    NewAccount checked =
        new NewAccount(account.getUserName(), displayName, account.getRole(), locale);
    account.describe(String.valueOf(checked.displayName()), String.valueOf(checked.locale()));
  }

  /** One's own API tokens, newest first. */
  @NeedsRole(Role.ANNOTATOR)
  public List<ApiToken> tokens() {
    return tokens.listOf(context.accountId());
  }

  /**
   * Makes an API token for whoever asks.
   *
   * @param label what it is for
   * @param expiresAt when it ends by itself; never when null
   */
  @NeedsRole(Role.ANNOTATOR)
  public IssuedToken issueToken(@Nullable String label, @Nullable Instant expiresAt) {
    if (label == null || label.isBlank() || label.length() > 120) {
      throw new Invalid("label", TenantWording.CHARACTERS, 1, 120);
    }
    StorableText.checked("label", label);
    if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
      throw new Invalid("expiresAt", AccountWording.PAST);
    }
    TokenSecret secret = TokenSecret.generate();
    ApiToken token = new ApiToken(context.accountId(), secret, label.strip(), expiresAt);
    tokens.add(token);
    audit.record(Deed.TOKEN_ISSUED, token.getId(), Map.of("label", token.getLabel()));
    return new IssuedToken(token.getId(), secret.text());
  }

  /** Ends one's own API token; an admin may end anybody's. */
  @NeedsRole(Role.ANNOTATOR)
  public void revokeToken(UUID tokenId) {
    ApiToken token =
        tokens
            .find(tokenId)
            .filter(this::mayRevoke)
            .orElseThrow(() -> new NotFound(Thing.TOKEN, tokenId));
    token.revoke(Instant.now());
    audit.record(Deed.TOKEN_REVOKED, tokenId);
  }

  private boolean mayRevoke(ApiToken token) {
    return context.role().includes(Role.ADMIN) || token.getAccountId().equals(context.accountId());
  }

  private Account find(UUID accountId) {
    return accounts.find(accountId).orElseThrow(() -> NotFound.member(accountId));
  }

  private void keepAnAdmin(Account account) {
    List<Account> admins = accounts.lockActiveAdmins();
    if (admins.contains(account) && admins.size() == 1) {
      throw new Conflict(AccountWording.LAST_ADMIN, account.getUserName());
    }
  }
}
