package io.qalam.account.web;

import io.qalam.account.AccountService;
import io.qalam.account.IssuedPassword;
import io.qalam.account.NewAccount;
import io.qalam.account.model.Account;
import io.qalam.account.model.Role;
import io.qalam.tenant.web.Frame;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The members page, for admins: who belongs to the tenant and what they may do. */
@Named
@ViewScoped
public class MembersView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private AccountService accounts;
  @Inject private Frame frame;

  /** Rows at a time: each has a menu, a field and buttons of its own. */
  private static final int MOST = 50;

  private List<Member> members = List.of();
  private int count;
  private String find = "";

  /** The role chosen in each row, by the member's id: what the rows' menus are bound to. */
  private final Map<String, String> roles = new HashMap<>();

  /** What each member reads, separated by commas, by the member's id: what the rows show. */
  private final Map<String, String> languages = new HashMap<>();

  private String userName = "";
  private String displayName = "";
  private Role role = Role.ANNOTATOR;
  private String locale = "";
  private transient @Nullable IssuedPassword issued;

  /** A row of the table. */
  public record Member(UUID id, String userName, String displayName, Role role, boolean enabled)
      implements Serializable {

    static Member of(Account account) {
      return new Member(
          account.getId(),
          account.getUserName(),
          account.getDisplayName(),
          account.getRole(),
          account.isEnabled());
    }
  }

  /** Reads the members; also refuses the page to whoever may not see it. */
  public void load() {
    locale = locale.isEmpty() ? frame.getLang() : locale;
    List<Account> found = accounts.list().stream().filter(this::isLookedFor).toList();
    count = found.size();
    List<Account> shown = found.subList(0, Math.min(MOST, count));
    members = shown.stream().map(Member::of).toList();
    for (Account account : shown) {
      String id = account.getId().toString();
      roles.put(id, account.getRole().name());
      languages.put(id, String.join(", ", account.getLanguages()));
    }
  }

  private boolean isLookedFor(Account account) {
    String looked = find.strip().toLowerCase(Locale.ROOT);
    return Stream.of(account.getUserName(), account.getDisplayName())
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(looked));
  }

  public void add() {
    issued = accounts.add(new NewAccount(userName, displayName, role, locale));
    userName = "";
    displayName = "";
    role = Role.ANNOTATOR;
    load();
    AccountWords.tell("member.added", issued.userName());
  }

  /** Asks whether to do that to whoever or whatever is called so. */
  public String sure(String question, String name) {
    return AccountWords.about(question, name);
  }

  /** Gives the member the role chosen in its row. */
  public void changeRole(UUID id) {
    try {
      accounts.changeRole(id, Role.valueOf(String.valueOf(roles.get(id.toString()))));
    } finally {
      load();
    }
  }

  /** Takes the languages that were written into the member's row. */
  public void changeLanguages(UUID id) {
    String written = String.valueOf(languages.get(id.toString()));
    try {
      accounts.changeLanguages(
          id, Arrays.stream(written.split("[,،;\\s]+")).filter(code -> !code.isEmpty()).toList());
    } finally {
      load();
    }
  }

  public void disable(UUID id) {
    accounts.disable(id);
    load();
  }

  public void enable(UUID id) {
    accounts.enable(id);
    load();
  }

  public void resetPassword(UUID id) {
    issued = accounts.resetPassword(id);
  }

  /** The first of those that are looked for, by their user names. */
  public List<Member> getMembers() {
    return members;
  }

  /** How many are looked for. */
  public int getCount() {
    return count;
  }

  /** A part of the user name or the name; empty for everybody. */
  public String getFind() {
    return find;
  }

  public void setFind(@Nullable String find) {
    this.find = find == null ? "" : find;
  }

  public Map<String, String> getRoles() {
    return roles;
  }

  public Map<String, String> getLanguages() {
    return languages;
  }

  public Role[] getEveryRole() {
    return Role.values();
  }

  /** A password just made: in this answer only. */
  public @Nullable IssuedPassword getIssued() {
    return issued;
  }

  public String getUserName() {
    return userName;
  }

  public void setUserName(String userName) {
    this.userName = userName;
  }

  public String getDisplayName() {
    return displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  public Role getRole() {
    return role;
  }

  public void setRole(Role role) {
    this.role = role;
  }

  public String getLocale() {
    return locale;
  }

  public void setLocale(String locale) {
    this.locale = locale;
  }
}
