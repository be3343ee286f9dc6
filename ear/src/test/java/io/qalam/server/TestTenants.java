package io.qalam.server;

import java.util.Locale;
import java.util.UUID;

/**
 * Two tenants of the tests, Nile and Ganga, each with an account of every role, an API token for
 * each, and at least one row in every tenant table ({@link TestRows} makes them).
 *
 * <p>Ids are the same but for the tenant's digit, so that a test can ask one tenant for the other's
 * row.
 */
public enum TestTenants {
  NILE(1),
  GANGA(2);

  /** The password of every account. */
  public static final String PASSWORD = "correct horse battery";

  private final int digit;

  TestTenants(int digit) {
    this.digit = digit;
  }

  /** An account of each tenant; the user name is the role's in lower case. */
  public enum Member {
    ANNOTATOR("11"),
    EDITOR("12"),
    ADMIN("13");

    private final String suffix;

    Member(String suffix) {
      this.suffix = suffix;
    }

    public String userName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The name a login takes. */
  public String tenantName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public UUID id() {
    return row("00");
  }

  /** What this tenant's ids have and the other's have not. */
  int digit() {
    return digit;
  }

  /** The row of this tenant whose id ends in two digits, as the fixture gives them. */
  public UUID row(String suffix) {
    return UUID.fromString("0190000%d-0000-7000-8000-0000000000%s".formatted(digit, suffix));
  }

  public UUID account(Member member) {
    return row(member.suffix);
  }

  /** The API token of an account: known to the tests, and to nobody else's database. */
  public String token(Member member) {
    String text = ("qlm_" + tenantName() + "_" + member.userName() + "_").repeat(3);
    return "qlm_" + text.replace("_", "-").substring(0, 43);
  }
}
