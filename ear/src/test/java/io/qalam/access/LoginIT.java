package io.qalam.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.qalam.reviewing.ReviewProject;
import io.qalam.server.TestServer;
import io.qalam.server.TestTenants;
import io.qalam.server.TestTenants.Member;
import io.qalam.server.Visitor;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logging in and out, and what ends a session. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class LoginIT {

  private static final String PROXY = "qalam.example.org";
  private static final String REFUSED = "do not belong together";
  private static final String LOCKED = "Too many attempts";
  private static final UUID ANNOTATOR = TestTenants.NILE.account(Member.ANNOTATOR);

  @BeforeEach
  @AfterEach
  void forgetFailures() throws SQLException {
    update("delete from login_throttle");
  }

  @Test
  void aLoginBeginsASessionWhoseCookieScriptsAndOtherSitesCannotUse() {
    Visitor visitor = Visitor.stranger();

    HttpResponse<String> answer =
        visitor.logIn("nile", Member.ANNOTATOR.userName(), TestTenants.PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/projects");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly")
        .containsIgnoringCase("SameSite=Lax");
    assertThat(visitor.get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void theLoginPageItselfCostsNoSession() {
    Visitor stranger = Visitor.stranger();

    assertThat(stranger.get("/login").statusCode()).isEqualTo(200);
    assertThat(stranger.cookies()).isEmpty();
  }

  @Test
  void aLoginDoesNotTellWhatWasWrong() throws SQLException {
    String wrongPassword = problem(attempt("nile", "annotator", "not the password"));
    String wrongUser = problem(attempt("nile", "nobody", TestTenants.PASSWORD));
    String wrongTenant = problem(attempt("amazon", "annotator", TestTenants.PASSWORD));
    update("update account set enabled = false where id = ?", ANNOTATOR);
    try {
      String disabled = problem(attempt("nile", "annotator", TestTenants.PASSWORD));

      assertThat(wrongPassword).contains(REFUSED);
      assertThat(wrongUser).isEqualTo(wrongPassword);
      assertThat(wrongTenant).isEqualTo(wrongPassword);
      assertThat(disabled).isEqualTo(wrongPassword);
    } finally {
      update("update account set enabled = true where id = ?", ANNOTATOR);
    }
  }

  @Test
  void anAccountOfOneTenantCannotLogInToTheOther() throws SQLException {
    update("update account set user_name = 'onlynile' where id = ?", ANNOTATOR);
    try {
      assertThat(attempt("nile", "onlynile", TestTenants.PASSWORD).statusCode()).isEqualTo(302);
      assertThat(attempt("ganga", "onlynile", TestTenants.PASSWORD).body()).contains(REFUSED);
    } finally {
      update("update account set user_name = 'annotator' where id = ?", ANNOTATOR);
    }
  }

  @Test
  void guessingLocksTheAccountForLongerEachTime() throws SQLException {
    for (int i = 0; i < 6; i++) {
      assertThat(attempt("nile", "annotator", "guess " + i).body()).contains(REFUSED);
    }
    double first = lockSeconds("account:nile/annotator");
    stretchLocks();
    assertThat(attempt("nile", "annotator", TestTenants.PASSWORD).body()).contains(LOCKED);
    assertThat(attempt("ganga", "annotator", TestTenants.PASSWORD).statusCode())
        .as("the same name in another tenant")
        .isEqualTo(302);

    endLocks();
    assertThat(attempt("nile", "annotator", "one more").body()).contains(REFUSED);
    assertThat(lockSeconds("account:nile/annotator")).isEqualTo(2 * first);

    endLocks();
    assertThat(attempt("nile", "annotator", TestTenants.PASSWORD).statusCode()).isEqualTo(302);
    assertThat(attempt("nile", "annotator", "mistyped").body())
        .as("a right password forgives what was before")
        .contains(REFUSED);
    assertThat(attempt("nile", "annotator", TestTenants.PASSWORD).statusCode()).isEqualTo(302);
  }

  @Test
  void guessingManyAccountsLocksTheAddress() throws SQLException {
    for (int i = 0; i < 21; i++) {
      assertThat(attempt("nile", "user" + i, "a guess").body()).contains(REFUSED);
    }

    assertThat(stretchLocks()).as("locked subjects").isEqualTo(1);
    assertThat(attempt("nile", "editor", TestTenants.PASSWORD).body()).contains(LOCKED);
  }

  @Test
  void guessesThroughAProxyLockTheGuessersAddressAndNobodyElses() throws SQLException {
    for (int i = 0; i < 21; i++) {
      Visitor guesser = Visitor.stranger().throughAProxy(PROXY, "198.51.100.9, 203.0.113.7");
      assertThat(guesser.logIn("nile", "user" + i, "a guess").body()).contains(REFUSED);
    }
    assertThat(lockSeconds("address:203.0.113.7")).isPositive();
    stretchLocks();

    Visitor guesser = Visitor.stranger().throughAProxy(PROXY, "203.0.113.7");
    assertThat(guesser.logIn("nile", "editor", TestTenants.PASSWORD).body()).contains(LOCKED);
    Visitor colleague = Visitor.stranger().throughAProxy(PROXY, "203.0.113.8");
    assertThat(colleague.logIn("nile", "editor", TestTenants.PASSWORD).statusCode()).isEqualTo(302);
  }

  @Test
  void behindAProxyWithTlsTheCookieIsSecureAndAddressesStayThere() {
    Visitor visitor = Visitor.stranger().throughAProxy(PROXY, "203.0.113.8");

    HttpResponse<String> answer = visitor.logIn("nile", "editor", TestTenants.PASSWORD);

    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
    assertThat(answer.headers().firstValue("Location")).hasValue("https://" + PROXY + "/projects");
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThat(Visitor.stranger().get("/login").headers().firstValue("Strict-Transport-Security"))
        .as("without TLS")
        .isEmpty();
  }

  @Test
  void aNewRoleEndsTheMembersSessions() {
    Visitor member = Visitor.loggedIn(TestTenants.NILE, Member.ANNOTATOR);
    Visitor admin = Visitor.withToken(TestTenants.NILE, Member.ADMIN);
    assertThat(member.get("/account").statusCode()).isEqualTo(200);

    try {
      admin.send("PATCH", "/api/v1/members/" + ANNOTATOR, "{\"role\":\"EDITOR\"}");

      assertThat(isSentToLogin(member.get("/account"))).isTrue();
    } finally {
      admin.send("PATCH", "/api/v1/members/" + ANNOTATOR, "{\"role\":\"ANNOTATOR\"}");
    }
  }

  @Test
  void aDisabledMembersSessionAndTokenEnd() {
    Visitor member = Visitor.loggedIn(TestTenants.NILE, Member.ANNOTATOR);
    Visitor program = Visitor.withToken(TestTenants.NILE, Member.ANNOTATOR);
    Visitor admin = Visitor.withToken(TestTenants.NILE, Member.ADMIN);
    assertThat(program.get("/api/v1/tokens").statusCode()).isEqualTo(200);

    try {
      admin.send("PATCH", "/api/v1/members/" + ANNOTATOR, "{\"enabled\":false}");

      assertThat(isSentToLogin(member.get("/account"))).isTrue();
      assertThat(program.get("/api/v1/tokens").statusCode()).isEqualTo(401);
    } finally {
      admin.send("PATCH", "/api/v1/members/" + ANNOTATOR, "{\"enabled\":true}");
    }
  }

  @Test
  void aNewPasswordEndsTheSessionsOfTheOldOne() throws SQLException {
    Visitor member = Visitor.loggedIn(TestTenants.NILE, Member.ANNOTATOR);
    Visitor admin = Visitor.withToken(TestTenants.NILE, Member.ADMIN);
    String old = text("select password_hash from account where id = ?", ANNOTATOR);

    try {
      String issued =
          admin.send("POST", "/api/v1/members/" + ANNOTATOR + "/password-reset", "").body();
      String password = issued.replaceAll(".*\"password\":\"([^\"]+)\".*", "$1");

      assertThat(isSentToLogin(member.get("/account"))).isTrue();
      assertThat(attempt("nile", "annotator", TestTenants.PASSWORD).body()).contains(REFUSED);
      assertThat(attempt("nile", "annotator", password).statusCode()).isEqualTo(302);
      assertThat(
              Visitor.withToken(TestTenants.NILE, Member.ANNOTATOR)
                  .get("/api/v1/tokens")
                  .statusCode())
          .isEqualTo(401);
    } finally {
      update("update account set password_hash = ? where id = ?", old, ANNOTATOR);
      ReviewProject.execute(
          "update api_token set revoked_at = null where account_id = ?", ANNOTATOR);
    }
  }

  @Test
  void theLastAdminStaysOne() throws SQLException {
    ReviewProject.execute(
        "update account set enabled = false where tenant_id = ? and role = 'ADMIN' and id <> ?",
        TestTenants.NILE.id(),
        TestTenants.NILE.account(Member.ADMIN));
    Visitor admin = Visitor.withToken(TestTenants.NILE, Member.ADMIN);
    String self = "/api/v1/members/" + TestTenants.NILE.account(Member.ADMIN);

    assertThat(admin.send("PATCH", self, "{\"enabled\":false}").statusCode()).isEqualTo(409);
    assertThat(admin.send("PATCH", self, "{\"role\":\"EDITOR\"}").statusCode()).isEqualTo(409);
    assertThat(admin.get("/api/v1/members").statusCode()).isEqualTo(200);
  }

  @Test
  void aRevokedTokenEnds() {
    Visitor owner = Visitor.withToken(TestTenants.NILE, Member.EDITOR);
    String issued = owner.send("POST", "/api/v1/tokens", "{\"label\":\"short\"}").body();
    Visitor program = Visitor.withToken(issued.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1"));
    String id = issued.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    assertThat(program.get("/api/v1/tokens").statusCode()).isEqualTo(200);

    assertThat(owner.send("DELETE", "/api/v1/tokens/" + id, "").statusCode()).isEqualTo(204);

    assertThat(program.get("/api/v1/tokens").statusCode()).isEqualTo(401);
  }

  @Test
  void anotherSiteCanNeitherLogInNorOut() {
    Visitor member = Visitor.loggedIn(TestTenants.NILE, Member.EDITOR);

    assertThat(member.postForm("/logout", "https://example.org", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(member.get("/logout").statusCode()).isEqualTo(405);
    assertThat(member.get("/account").statusCode()).isEqualTo(200);

    assertThat(member.postForm("/logout", Map.of()).statusCode()).isEqualTo(303);
    assertThat(isSentToLogin(member.get("/account"))).isTrue();
  }

  @Test
  void aCookieDoesNotOpenTheApi() {
    Visitor member = Visitor.loggedIn(TestTenants.NILE, Member.ADMIN);

    assertThat(member.get("/api/v1/members").statusCode()).isEqualTo(401);
  }

  @Test
  void aLoginLeadsBackToThePageButNeverToAnotherHost() {
    Visitor stranger = Visitor.stranger();
    HttpResponse<String> page = stranger.get("/members");

    assertThat(page.headers().firstValue("Location").orElseThrow())
        .endsWith("/login?next=%2Fmembers");
    assertThat(stranger.get("/login?next=%2Fmembers").body()).contains("value=\"/members\"");
    assertThat(io.qalam.tenant.web.LoginRedirect.target("//example.org/x")).isEqualTo("/projects");
  }

  private static HttpResponse<String> attempt(String tenant, String user, String password) {
    return Visitor.stranger().logIn(tenant, user, password);
  }

  private static String problem(HttpResponse<String> page) {
    return page.body().replaceAll("(?s).*class=\"q-login-error\">([^<]*)<.*", "$1");
  }

  private static boolean isSentToLogin(HttpResponse<String> answer) {
    return answer.statusCode() == 303
        && answer.headers().firstValue("Location").orElse("").contains("/login");
  }

  private static double lockSeconds(String subject) throws SQLException {
    return Double.parseDouble(
        text(
            "select extract(epoch from locked_until - updated_at) from login_throttle"
                + " where subject = ?",
            subject));
  }

  /** So that a test need not be faster than a lock of two seconds; tells how many there are. */
  private static int stretchLocks() throws SQLException {
    return update(
        "update login_throttle set locked_until = now() + interval '1 hour'"
            + " where locked_until is not null");
  }

  private static void endLocks() throws SQLException {
    update("update login_throttle set locked_until = now() - interval '1 second'");
  }

  private static int update(String sql, Object... values) throws SQLException {
    try (Connection owner = TestServer.owner();
        PreparedStatement statement = prepare(owner, sql, values)) {
      return statement.executeUpdate();
    }
  }

  private static String text(String sql, Object... values) throws SQLException {
    try (Connection owner = TestServer.owner();
        PreparedStatement statement = prepare(owner, sql, values);
        ResultSet row = statement.executeQuery()) {
      assertThat(row.next()).as(sql).isTrue();
      return row.getString(1);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
