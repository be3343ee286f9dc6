package io.qalam.account.web;

import io.qalam.account.AccountService;
import io.qalam.account.AccountWording;
import io.qalam.account.IssuedToken;
import io.qalam.account.model.Account;
import io.qalam.account.model.ApiToken;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.web.LoginSession;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page of one's own account: name and language, password, API tokens. */
@Named
@ViewScoped
public class AccountView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private AccountService accounts;

  private String displayName = "";
  private String locale = "en";
  private String current = "";
  private String replacement = "";
  private String repeated = "";
  private String label = "";
  private int days = 90;
  private List<Token> tokens = List.of();
  private transient @Nullable IssuedToken issued;

  /** A row of the table of tokens; times as {@link Date}, which Faces formats. */
  public record Token(
      UUID id, String label, Date createdAt, @Nullable Date expiresAt, @Nullable Date lastUsedAt)
      implements Serializable {

    static Token of(ApiToken token) {
      return new Token(
          token.getId(),
          token.getLabel(),
          Date.from(token.getCreatedAt()),
          date(token.getExpiresAt()),
          date(token.getLastUsedAt()));
    }

    private static @Nullable Date date(@Nullable Instant instant) {
      return instant == null ? null : Date.from(instant);
    }
  }

  /** Reads the account and its tokens that are still in force. */
  public void load() {
    Account own = accounts.own();
    displayName = own.getDisplayName();
    locale = own.getLocale();
    loadTokens();
  }

  private void loadTokens() {
    tokens =
        accounts.tokens().stream()
            .filter(token -> token.getRevokedAt() == null)
            .map(Token::of)
            .toList();
  }

  /** Keeps name and language; the page is opened anew, since it may read the other way now. */
  public void describe() throws IOException {
    accounts.describe(displayName, locale);
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    external.redirect(external.getRequestContextPath() + "/account");
  }

  /** Changes the password; its owner logs in again with the new one. */
  public void changePassword() throws IOException {
    if (!replacement.equals(repeated)) {
      throw new Invalid("repeated", AccountWording.NOT_REPEATED);
    }
    accounts.changePassword(current, replacement);
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    LoginSession.end((HttpServletRequest) external.getRequest());
    external.redirect(external.getRequestContextPath() + "/login");
  }

  public void issueToken() {
    Instant expiresAt = days > 0 ? Instant.now().plus(Duration.ofDays(days)) : null;
    issued = accounts.issueToken(label, expiresAt);
    label = "";
    loadTokens();
  }

  public void revokeToken(UUID id) {
    accounts.revokeToken(id);
    loadTokens();
  }

  public List<Token> getTokens() {
    return tokens;
  }

  /** A token just made: in this answer only. */
  public @Nullable IssuedToken getIssued() {
    return issued;
  }

  public String getDisplayName() {
    return displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  public String getLocale() {
    return locale;
  }

  public void setLocale(String locale) {
    this.locale = locale;
  }

  public String getCurrent() {
    return "";
  }

  public void setCurrent(String current) {
    this.current = current;
  }

  public String getReplacement() {
    return "";
  }

  public void setReplacement(String replacement) {
    this.replacement = replacement;
  }

  public String getRepeated() {
    return "";
  }

  public void setRepeated(String repeated) {
    this.repeated = repeated;
  }

  public String getLabel() {
    return label;
  }

  public void setLabel(String label) {
    this.label = label;
  }

  /** After how many days a new token ends; 0 for never. */
  public int getDays() {
    return days;
  }

  public void setDays(int days) {
    this.days = days;
  }
}
