package io.qalam.account.model;

import io.qalam.tenant.model.Ids;
import io.qalam.tenant.model.TenantEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A person (or a program) of one tenant that may log in.
 *
 * <p>An account is never deleted, because its annotations name it; it is disabled. Whatever changes
 * what the account may do raises {@code sessionEpoch}, and every session begun under an older epoch
 * ends at its next request.
 */
@Entity
public class Account extends TenantEntity {

  @Column(nullable = false, updatable = false)
  private String userName;

  @Column(nullable = false)
  private String displayName;

  @Column(nullable = false)
  private String passwordHash;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Role role;

  @Column(nullable = false)
  private String locale;

  private boolean enabled;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  private List<String> languages = List.of();

  private int sessionEpoch;

  @Column(nullable = false, updatable = false)
  private Instant createdAt;

  @Version private int version;

  /** For Hibernate. */
  protected Account() {}

  /** A new, enabled account; {@code passwordHash} is {@link PasswordHash}'s. */
  public Account(
      String userName, String displayName, String passwordHash, Role role, String locale) {
    super(Ids.next());
    this.userName = userName;
    this.displayName = displayName;
    this.passwordHash = passwordHash;
    this.role = role;
    this.locale = locale;
    this.enabled = true;
    this.createdAt = Instant.now();
  }

  /** Whether this is the account's password. */
  public boolean hasPassword(char[] password) {
    return PasswordHash.matches(password, passwordHash);
  }

  /** Replaces the password and ends every session. */
  public void changePassword(String newPasswordHash) {
    passwordHash = newPasswordHash;
    sessionEpoch++;
  }

  /** Gives another role and ends every session. */
  public void changeRole(Role newRole) {
    role = newRole;
    sessionEpoch++;
  }

  /** Ends every session and refuses new ones, and the account's API tokens. */
  public void disable() {
    enabled = false;
    sessionEpoch++;
  }

  /** Lets the account log in again. */
  public void enable() {
    enabled = true;
  }

  /** Changes how the account is addressed: its shown name and the language of its pages. */
  public void describe(String newDisplayName, String newLocale) {
    displayName = newDisplayName;
    locale = newLocale;
  }

  /** Says what the member reads: language ranges such as {@code ar} or {@code ar-EG}. */
  public void changeLanguages(List<String> ranges) {
    languages = List.copyOf(ranges);
  }

  /**
   * Whether the member reads posts of this language.
   *
   * <p>By RFC 4647's basic filtering: who reads {@code ar} reads every kind of Arabic, who reads
   * {@code ar-EG} reads what is marked so. A member who names no language reads everything.
   */
  public boolean reads(String lang) {
    String tag = lang.toLowerCase(Locale.ROOT);
    return languages.isEmpty()
        || languages.stream()
            .map(range -> range.toLowerCase(Locale.ROOT))
            .anyMatch(range -> tag.equals(range) || tag.startsWith(range + "-"));
  }

  /** Whether this account is one that keeps its tenant administrable. */
  public boolean isActiveAdmin() {
    return enabled && role == Role.ADMIN;
  }

  public String getUserName() {
    return userName;
  }

  public String getDisplayName() {
    return displayName;
  }

  public Role getRole() {
    return role;
  }

  /** The language of the account's pages: ar, hi or en. */
  public String getLocale() {
    return locale;
  }

  /** What the member reads; none stands for everything. */
  public List<String> getLanguages() {
    return languages;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public int getSessionEpoch() {
    return sessionEpoch;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
